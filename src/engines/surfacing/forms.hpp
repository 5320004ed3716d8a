// Lines of a form that many reports were filled into: told by how many reports say the same line, and then no
// part of what a person asks for. Internal to the engine.
#pragma once

#include <boost/unordered/unordered_flat_map.hpp>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "engines/surfacing/tokens.hpp"

namespace canyu::surfacing {

// A line of a text, or what of it stands on one side of a colon, that says any term.
struct Line {
    std::uint32_t number;  // made of its terms: lines that say the same have the same
    std::uint32_t begin;   // its tokens, [begin, end)
    std::uint32_t end;
};

// The first `known_lines` of a text that are short enough to be a form's. Pure.
inline constexpr std::size_t known_lines = 64;
[[nodiscard]] std::vector<Line> lines_of(std::string_view shown, const Tokens& tokens);

// Their numbers, each once and ascending, in four bytes each, the lowest first. Pure.
[[nodiscard]] std::vector<std::uint8_t> packed_numbers(std::span<const Line> lines);
inline constexpr std::size_t packed_bytes = 4;
// Of bytes that packed_numbers() made, one after another.
void for_each_number(std::span<const std::uint8_t> packed, const auto& visit) {
    for (; !packed.empty(); packed = packed.subspan(packed_bytes)) {
        std::uint32_t number = 0;
        for (unsigned i = 0; i < packed_bytes; ++i) number |= std::uint32_t{packed[i]} << 8 * i;
        visit(number);
    }
}

// How many reports say a line. Numbers are counted by their lowest 16 bits, so that memory is bounded: a
// product has more lines than that, but a line of a form is said by far more reports than fall together by
// chance. Threads: as Index.
class LineCounts {
  public:
    void add(std::uint32_t number) { ++counts_[static_cast<std::uint16_t>(number)]; }
    // One that was added.
    void remove(std::uint32_t number) {
        const auto found = counts_.find(static_cast<std::uint16_t>(number));
        if (--found->second == 0) counts_.erase(found);
    }
    [[nodiscard]] std::size_t reports(std::uint32_t number) const {
        const auto found = counts_.find(static_cast<std::uint16_t>(number));
        return found == counts_.end() ? 0 : found->second;
    }

  private:
    boost::unordered_flat_map<std::uint16_t, std::uint32_t> counts_;
};

}  // namespace canyu::surfacing
