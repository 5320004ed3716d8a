// For tests of the allocation engine: terms, acts, and a ledger in memory.
#pragma once

#include <utility>
#include <vector>

#include "engines/allocation/allotment.hpp"
#include "engines/allocation/ledger.hpp"

namespace canyu::allocation {

inline constexpr Time test_start = time_from_milliseconds(1'800'000'000'000);
inline constexpr Milliseconds test_hold{1000};

// Channels of so many units that are open for an hour.
inline Terms terms_of(const std::vector<std::uint32_t>& units) {
    Terms terms{.hold = test_hold};
    for (const std::uint32_t count : units)
        terms.channels.push_back(
            {.units = count, .opens = test_start, .closes = test_start + Milliseconds{3'600'000}});
    for (std::size_t i = 0; i < terms.seed.size(); ++i) terms.seed[i] = static_cast<std::uint8_t>(17 * i + 3);
    return terms;
}

inline Act claim_of(std::int64_t person, std::uint64_t key, std::uint8_t channel = 0) {
    return {.kind = ActKind::claim,
            .channel = channel,
            .eligible = 255,
            .person = Id{person},
            .key = {key, ~key}};
}

inline Act about_key(ActKind kind, std::int64_t person, std::uint64_t key, std::uint64_t payment = 0) {
    return {.kind = kind, .person = Id{person}, .key = {key, ~key}, .reference = {payment, 0}};
}

inline Act top_up_of(std::uint64_t key, std::uint32_t units, std::uint8_t channel = 0) {
    return {.kind = ActKind::top_up, .channel = channel, .units = units, .person = Id{1}, .key = {key, ~key}};
}

// Decides at once, without a ledger.
inline Answer act_on(Allotment& allotment, const Act& act, Time now = test_start) {
    Decision decision;
    const Answer answer = allotment.decide(act, now, decision);
    allotment.advance(now);
    if (decision.kind != ActKind::none && !allotment.apply(decision)) return {.outcome = Outcome::unknown};
    return answer;
}

// Keeps rows of one allotment; answers appends as the test says.
class MemoryLedger final : public Ledger {
  public:
    Appended append(const Row& row) override {
        if (refuses_next != Appended::yes) return std::exchange(refuses_next, Appended::yes);
        if (row.seq != rows_.size()) return Appended::taken;
        rows_.push_back({row.epoch, {row.batch.begin(), row.batch.end()}});
        return Appended::yes;
    }
    bool read(Id allotment, std::uint64_t from, const std::function<bool(const Row&)>& each) override {
        if (!readable) return false;
        for (std::uint64_t seq = from; seq < rows_.size(); ++seq)
            if (!each({allotment, seq, rows_[seq].epoch, rows_[seq].batch})) break;
        return true;
    }
    [[nodiscard]] std::size_t rows() const { return rows_.size(); }
    std::vector<std::byte>& batch(std::size_t seq) { return rows_.at(seq).batch; }

    Appended refuses_next = Appended::yes;
    bool readable = true;

  private:
    struct Kept {
        std::uint64_t epoch;
        std::vector<std::byte> batch;
    };
    std::vector<Kept> rows_;
};

}  // namespace canyu::allocation
