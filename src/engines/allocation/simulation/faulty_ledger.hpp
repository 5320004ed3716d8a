// A ledger in memory that keeps what it has acknowledged, and otherwise does what databases do on a bad day.
#pragma once

#include <functional>
#include <vector>

#include "engines/allocation/ledger.hpp"
#include "engines/allocation/simulation/chance.hpp"
#include "engines/allocation/simulation/simulation.hpp"

namespace canyu::allocation::simulation {

class FaultyLedger final : public Ledger {
  public:
    using OnKept = std::function<void(const Row&)>;
    // `on_kept` hears of every row at the moment from which on it stays.
    FaultyLedger(Chance& chance, Tally& tally, OnKept on_kept)
        : chance_(chance), tally_(tally), on_kept_(std::move(on_kept)) {}

    Appended append(const Row& row) override;
    bool read(Id allotment, std::uint64_t from, const std::function<bool(const Row&)>& each) override;

    // Nobody waits for this append any more; it may come through yet.
    void leave_under_way(const Row& row);
    // One of the appends under way comes through, if there is one: kept, or refused by the key.
    void let_one_through();

    [[nodiscard]] std::uint64_t rows() const { return kept_.size(); }
    [[nodiscard]] Row row(std::uint64_t seq) const { return kept_.at(seq).row(); }
    // From now on everything goes well.
    void heal() { faults_ = false; }

  private:
    struct Kept {
        Id allotment;
        std::uint64_t seq;
        std::uint64_t epoch;
        std::vector<std::byte> batch;

        [[nodiscard]] Row row() const { return {allotment, seq, epoch, batch}; }
    };
    static Kept copy(const Row& row) {
        return {row.allotment, row.seq, row.epoch, {row.batch.begin(), row.batch.end()}};
    }
    // What the table does: its key decides.
    bool keep(const Row& row);

    Chance& chance_;
    Tally& tally_;
    OnKept on_kept_;
    std::vector<Kept> kept_;
    std::vector<Kept> under_way_;
    bool faults_ = true;
};

}  // namespace canyu::allocation::simulation
