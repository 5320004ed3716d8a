#include "engines/allocation/doorway.hpp"

#include <algorithm>
#include <bit>
#include <cstring>

namespace canyu::allocation {
namespace {

// Bits for a unit: one in sixteen newcomers of a sold out allotment has to ask after all.
constexpr std::uint64_t bits_a_unit = 16;

}  // namespace

void Doorway::prepare(const Allotment& allotment) {
    const Terms& terms = allotment.terms();
    if (!filter_) {
        channels_ = terms.channels.size();
        for (std::size_t i = 0; i < channels_; ++i) {
            sides_[i].opens = terms.channels[i].opens;
            sides_[i].closes = terms.channels[i].closes;
        }
        std::memcpy(&salt_, terms.seed.data(), sizeof salt_);
        words_ = std::bit_ceil(std::max<std::uint64_t>(units_of(terms) * bits_a_unit, 64)) / 64;
        filter_ = std::make_unique<Word[]>(words_);
    }
    for (const Claim& claim : allotment.claims()) remember(claim.person);
}

Doorway::Bit Doorway::bit_of(Id person) const {
    // Fibonacci hashing (Knuth, 1973) of the salted id; the upper bits are the good ones.
    const std::uint64_t hash =
        (static_cast<std::uint64_t>(person.value) ^ salt_) * std::uint64_t{0x9e3779b97f4a7c15};
    const std::uint64_t bit = (hash >> 32) % (words_ * 64);
    return {filter_[bit / 64], std::uint64_t{1} << bit % 64};
}

void Doorway::remember(Id person) {
    const Bit bit = bit_of(person);
    bit.word.fetch_or(bit.mask, std::memory_order_relaxed);
}

void Doorway::expect(const Allotment& allotment) {
    for (std::size_t i = 0; i < channels_; ++i)
        if (const std::uint32_t left = allotment.stock(i).left; left > 0)
            sides_[i].left.store(left, std::memory_order_release);
    if (!allotment.stopped()) stopped_.store(false, std::memory_order_release);
}

void Doorway::publish(const Allotment& allotment) {
    for (std::size_t i = 0; i < channels_; ++i)
        sides_[i].left.store(allotment.stock(i).left, std::memory_order_release);
    stopped_.store(allotment.stopped(), std::memory_order_release);
    closed_.store(allotment.closed(), std::memory_order_release);
    open_.store(true, std::memory_order_release);
}

std::optional<Outcome> Doorway::refusal(const Act& act, Time now, Time lease_now) const {
    if (act.kind != ActKind::claim || !open_.load(std::memory_order_acquire) || act.channel >= channels_ ||
        lease_now >= lease_until_.load(std::memory_order_relaxed))
        return std::nullopt;
    const Side& side = sides_[act.channel];
    const Time time = std::max(now, time_.load(std::memory_order_relaxed));
    Outcome outcome = Outcome::granted;
    if (closed_.load(std::memory_order_acquire))
        outcome = Outcome::closed;
    else if (stopped_.load(std::memory_order_acquire))
        outcome = Outcome::stopped;
    else if (time < side.opens)
        outcome = Outcome::not_open;
    else if (time >= side.closes)
        outcome = Outcome::over;
    else if (side.left.load(std::memory_order_acquire) == 0)
        outcome = Outcome::sold_out;
    // Looked at last: whoever got something was remembered before what refuses others now was published.
    const Bit bit = bit_of(act.person);
    if (outcome == Outcome::granted || (bit.word.load(std::memory_order_relaxed) & bit.mask) != 0)
        return std::nullopt;
    return outcome;
}

}  // namespace canyu::allocation
