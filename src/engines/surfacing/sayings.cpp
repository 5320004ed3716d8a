#include "engines/surfacing/sayings.hpp"

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

void SlotBytes::erase(Slot slot) {
    const std::span<const std::uint8_t> gone = of(slot);
    const auto size = static_cast<std::uint32_t>(gone.size());
    Group& group = groups_[slot / slots_together];
    const auto begin = group.bytes.begin() + (gone.data() - group.bytes.data());
    group.bytes.erase(begin, begin + size);
    for (std::size_t i = slot % slots_together; i < group.ends.size(); ++i) group.ends[i] -= size;
}

std::span<const std::uint8_t> SlotBytes::of(Slot slot) const {
    const Group& group = groups_[slot / slots_together];
    const std::size_t place = slot % slots_together;
    const std::size_t begin = place == 0 ? 0 : group.ends[place - 1];
    return std::span(group.bytes).subspan(begin, group.ends[place] - begin);
}

}  // namespace canyu::surfacing
