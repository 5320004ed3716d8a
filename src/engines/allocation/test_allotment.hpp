// For tests of the allocation engine: terms, acts, and a ledger in memory.
#pragma once

#include <map>
#include <vector>

#include "engines/allocation/allotment.hpp"
#include "engines/allocation/ledger.hpp"

namespace canyu::allocation {

inline constexpr Id test_allotment{5};
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

// Keeps rows.
class MemoryLedger final : public Ledger {
  public:
    Appended append(const Row& row) override {
        std::vector<Kept>& kept = kept_[row.allotment.value];
        if (row.seq != kept.size()) return Appended::taken;
        kept.push_back({row.epoch, {row.batch.begin(), row.batch.end()}});
        return Appended::yes;
    }
    bool read(Id allotment, std::uint64_t from, const std::function<bool(const Row&)>& each) override {
        if (!readable) return false;
        const std::vector<Kept>& kept = kept_[allotment.value];
        for (std::uint64_t seq = from; seq < kept.size(); ++seq)
            if (!each({allotment, seq, kept[seq].epoch, kept[seq].batch})) break;
        return true;
    }
    std::size_t rows() { return kept_[test_allotment.value].size(); }
    std::vector<std::byte>& batch(std::size_t seq) { return kept_[test_allotment.value].at(seq).batch; }

    bool readable = true;

  private:
    struct Kept {
        std::uint64_t epoch;
        std::vector<std::byte> batch;
    };
    std::map<std::int64_t, std::vector<Kept>> kept_;
};

}  // namespace canyu::allocation
