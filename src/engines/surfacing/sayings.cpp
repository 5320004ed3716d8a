#include "engines/surfacing/sayings.hpp"

#include <algorithm>

#include "base/check.hpp"

namespace canyu::surfacing {

void append_number(std::vector<std::uint8_t>& bytes, std::uint64_t number) {
    for (; number >= 0x80; number >>= 7) bytes.push_back(static_cast<std::uint8_t>(number | 0x80));
    bytes.push_back(static_cast<std::uint8_t>(number));
}

void append_saying(std::vector<std::uint8_t>& bytes, const Saying& saying) {
    const std::uint64_t term = std::uint64_t{saying.term} << 2;
    if (saying.title > 1 || saying.body > 1) {
        append_number(bytes, term | 3);
        append_number(bytes, saying.title);
        append_number(bytes, saying.body);
    } else {
        append_number(bytes, term | (saying.title == 0 ? 0 : saying.body == 0 ? 1 : 2));
    }
}

void SlotBytes::append(std::span<const std::uint8_t> bytes) {
    if (groups_.empty() || groups_.back().ends.size() == slots_together) {
        // Reports of a product are about as long as each other.
        const std::size_t usual = groups_.empty() ? 0 : groups_.back().bytes.size();
        if (!groups_.empty()) groups_.back().bytes.shrink_to_fit();
        groups_.emplace_back().bytes.reserve(usual);
    }
    Group& group = groups_.back();
    group.bytes.insert(group.bytes.end(), bytes.begin(), bytes.end());
    group.ends.push_back(static_cast<std::uint32_t>(group.bytes.size()));
}

void SlotBytes::erase(std::span<const Slot> slots) {
    while (!slots.empty()) {
        Group& group = groups_[slots.front() / slots_together];
        const std::size_t first = slots.front() / slots_together * slots_together;
        std::size_t i = slots.front() - first;
        std::uint32_t begin = i == 0 ? 0 : group.ends[i - 1];
        auto kept = group.bytes.begin() + begin;
        for (; i < group.ends.size(); ++i) {
            const std::uint32_t end = group.ends[i];
            const bool goes = !slots.empty() && slots.front() == first + i;
            if (goes)
                slots = slots.subspan(1);
            else if (kept != group.bytes.begin() + begin)
                kept = std::copy(group.bytes.begin() + begin, group.bytes.begin() + end, kept);
            else
                kept += end - begin;
            group.ends[i] = static_cast<std::uint32_t>(kept - group.bytes.begin());
            begin = end;
        }
        group.bytes.erase(kept, group.bytes.end());
        CANYU_CHECK(slots.empty() || slots.front() >= first + group.ends.size());
    }
}

std::span<const std::uint8_t> SlotBytes::of(Slot slot) const {
    const Group& group = groups_[slot / slots_together];
    const std::size_t place = slot % slots_together;
    const std::size_t begin = place == 0 ? 0 : group.ends[place - 1];
    return std::span(group.bytes).subspan(begin, group.ends[place] - begin);
}

}  // namespace canyu::surfacing
