// A flat hash table of numbers: what is stored lies elsewhere, in an array, and is found here by its hash.
#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>

#include "engines/allocation/huge_pages.hpp"

namespace canyu::allocation {

// Multiplies to 128 bits and folds: the hash step of wyhash (Wang Yi 2019). Keyed by what is mixed in before.
inline std::uint64_t mix(std::uint64_t a, std::uint64_t b) {
    __extension__ using Wide = unsigned __int128;
    const Wide product = Wide{a} * b;
    return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64);
}

// Open addressing, linear probing, at most three quarters full, eight bytes a slot: the number and the upper
// half of its hash, whose first bits are also its home, so that growing needs nothing else. The same
// insertions give the same table. Nothing is ever taken out.
class IndexTable {
  public:
    // No growing until so many are in it.
    explicit IndexTable(std::size_t expected = 0)
        : slots_(std::bit_ceil(std::max<std::size_t>(expected + expected / 3 + 1, 16))),
          shift_(static_cast<std::uint32_t>(32 - std::countr_zero(slots_.size()))) {}

    // The first number of this hash that `is_it` accepts, or `none`.
    static constexpr std::uint32_t none = ~std::uint32_t{0};
    template <class IsIt>
    [[nodiscard]] std::uint32_t find(std::uint64_t hash, IsIt&& is_it) const {
        const auto tag = static_cast<std::uint32_t>(hash >> 32);
        for (std::size_t at = home(tag);; at = next(at)) {
            const Slot& slot = slots_[at];
            if (slot.number == none) return none;
            if (slot.tag == tag && is_it(slot.number)) return slot.number;
        }
    }

    void insert(std::uint64_t hash, std::uint32_t number) {
        if (size_ >= slots_.size() / 4 * 3) grow();
        put({static_cast<std::uint32_t>(hash >> 32), number});
        ++size_;
    }

    void prefetch(std::uint64_t hash) const {
        __builtin_prefetch(&slots_[home(static_cast<std::uint32_t>(hash >> 32))]);
    }

    bool operator==(const IndexTable&) const = default;

  private:
    struct Slot {
        std::uint32_t tag = 0;
        std::uint32_t number = none;

        bool operator==(const Slot&) const = default;
    };

    [[nodiscard]] std::size_t home(std::uint32_t tag) const { return tag >> shift_; }
    [[nodiscard]] std::size_t next(std::size_t at) const { return (at + 1) & (slots_.size() - 1); }

    void put(Slot slot) {
        std::size_t at = home(slot.tag);
        while (slots_[at].number != none) at = next(at);
        slots_[at] = slot;
    }

    void grow() {
        LargeVector<Slot> before(slots_.size() * 2);
        before.swap(slots_);
        --shift_;
        for (const Slot& slot : before)
            if (slot.number != none) put(slot);
    }

    LargeVector<Slot> slots_;
    std::uint32_t shift_;  // 32 less the logarithm of the slots
    std::size_t size_ = 0;
};

}  // namespace canyu::allocation
