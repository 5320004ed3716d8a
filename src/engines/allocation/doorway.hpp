// What any thread may say to who comes to an allotment, without asking the one that decides.
#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <memory>
#include <optional>

#include "engines/allocation/act.hpp"
#include "engines/allocation/allotment.hpp"

namespace canyu::allocation {

// In a rush most of those who come have to be refused. This says so from memory: only what is in the ledger,
// only while the leader's lease runs, and never to somebody who may have got a unit already, whose repeated
// key is owed its first answer. refusal() is for any thread, the rest for the one that drives the sequencer.
class Doorway {
  public:
    // As recovered from the ledger. It stays shut until publish(): a new leader has to prove itself first.
    void prepare(const Allotment& allotment);
    void lease_until(Time until) { lease_until_.store(until, std::memory_order_relaxed); }
    // No decision was given by a later time, and none will be by an earlier one.
    void pass(Time time) { time_.store(time, std::memory_order_relaxed); }
    // Somebody gets a unit; called before the ledger knows it.
    void remember(Id person);
    // Before a row is appended that leaves it like this: until publish() it may be so or not, and nobody is
    // refused for what may have changed.
    void expect(const Allotment& allotment);
    // As it stands in the ledger now.
    void publish(const Allotment& allotment);
    void shut() { open_.store(false, std::memory_order_release); }

    // Why this claim cannot be granted now; nothing where the sequencer has to be asked.
    [[nodiscard]] std::optional<Outcome> refusal(const Act& act, Time now, Time lease_now) const;

  private:
    using Word = std::atomic<std::uint64_t>;
    struct Bit {
        Word& word;
        std::uint64_t mask;
    };
    struct Side {
        Time opens{};
        Time closes{};
        std::atomic<std::uint32_t> left{0};
    };

    [[nodiscard]] Bit bit_of(Id person) const;

    std::atomic<bool> open_{false};
    std::atomic<bool> stopped_{false};
    std::atomic<bool> closed_{false};
    std::atomic<Time> time_{Time{}};
    std::atomic<Time> lease_until_{Time{}};
    // Written by the first prepare(), before open_ is true for the first time, and never again.
    std::size_t channels_ = 0;
    std::array<Side, most_channels> sides_{};
    std::uint64_t salt_ = 0;
    // A Bloom filter (Bloom, 1970) with one hash: who has its bit may have got something. Bits are never
    // taken out, so that it may be read while it is written.
    std::unique_ptr<Word[]> filter_;
    std::size_t words_ = 0;
};

}  // namespace canyu::allocation
