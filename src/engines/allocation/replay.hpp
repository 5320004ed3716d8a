// An allotment as its ledger tells it: opened by row 0, brought up to date row by row.
#pragma once

#include <expected>
#include <optional>

#include "engines/allocation/allotment.hpp"
#include "engines/allocation/batch.hpp"
#include "engines/allocation/ledger.hpp"

namespace canyu::allocation {

// Writes row 0. `taken`: it was opened before. Expects sound terms.
Appended open(Ledger& ledger, Id allotment, const Terms& terms, Time now);

class Replay {
  public:
    // False when the row does not follow those before it, or was not written by this engine.
    bool apply(const Row& row, Checks checks = {});

    // Once row 0 was applied.
    [[nodiscard]] Allotment& allotment() { return *allotment_; }
    [[nodiscard]] const Allotment& allotment() const { return *allotment_; }

    // Where the next row goes, at a time and under an epoch.
    [[nodiscard]] Place next(Time time, std::uint64_t epoch) const;
    [[nodiscard]] std::uint64_t rows() const { return rows_; }
    [[nodiscard]] std::uint64_t epoch() const { return last_.epoch; }
    // The last row is the one that was sealed for `place`; its decisions have been applied already.
    void appended(const Place& place, std::uint32_t checksum);

    bool operator==(const Replay&) const = default;

  private:
    [[nodiscard]] bool follows(const Batch& batch, const Row& row) const;

    std::optional<Allotment> allotment_;
    std::uint64_t rows_ = 0;
    Place last_;
    std::uint32_t checksum_ = 0;  // of the last row
};

enum class Unreadable : std::uint8_t {
    unreachable,  // the ledger did not answer
    missing,      // no such allotment
    damaged       // rows that do not fit together, or units that do not add up
};
std::expected<Replay, Unreadable> replay(Ledger& ledger, Id allotment, Checks checks = {});

}  // namespace canyu::allocation
