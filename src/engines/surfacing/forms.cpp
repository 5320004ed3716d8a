#include "engines/surfacing/forms.hpp"

#include <algorithm>

namespace canyu::surfacing {
namespace {

constexpr std::uint32_t longest_line = 256;  // bytes

// Where the line ends that holds this byte.
std::size_t line_end(std::string_view shown, std::size_t at) {
    const std::size_t end = std::min(shown.find_first_of("\n:", at), shown.size());
    return std::min(shown.substr(0, end).find("：", at), end);
}

// FNV-1a (Fowler, Noll, Vo 1991): images hold what it makes of a line, so it must never change.
class LineHash {
  public:
    void add(std::string_view term) {
        for (const char byte : term) add_byte(static_cast<unsigned char>(byte));
        add_byte(0);
    }
    [[nodiscard]] std::uint32_t number() const { return static_cast<std::uint32_t>(hash_ ^ hash_ >> 32); }

  private:
    void add_byte(unsigned char byte) { hash_ = (hash_ ^ byte) * 0x100000001B3; }

    std::uint64_t hash_ = 0xCBF29CE484222325;
};

}  // namespace

std::vector<Line> lines_of(std::string_view shown, const Tokens& tokens) {
    std::vector<Line> lines;
    const auto all = static_cast<std::uint32_t>(tokens.all.size());
    for (std::uint32_t begin = 0; begin < all && lines.size() < known_lines;) {
        const std::size_t line_ends = line_end(shown, tokens.all[begin].shown.begin);
        LineHash hash;
        std::uint32_t end = begin;
        for (; end < all && tokens.all[end].shown.begin < line_ends; ++end)
            hash.add(tokens.term(tokens.all[end]));
        if (tokens.all[end - 1].shown.end - tokens.all[begin].shown.begin <= longest_line)
            lines.push_back({hash.number(), begin, end});
        begin = end;
    }
    return lines;
}

std::vector<std::uint8_t> packed_numbers(std::span<const Line> lines) {
    std::vector<std::uint32_t> numbers;
    numbers.reserve(lines.size());
    for (const Line& line : lines) numbers.push_back(line.number);
    std::ranges::sort(numbers);
    const auto repeated = std::ranges::unique(numbers);
    numbers.erase(repeated.begin(), repeated.end());
    std::vector<std::uint8_t> packed;
    packed.reserve(numbers.size() * packed_bytes);
    for (const std::uint32_t number : numbers)
        for (unsigned i = 0; i < packed_bytes; ++i)
            packed.push_back(static_cast<std::uint8_t>(number >> 8 * i));
    return packed;
}

}  // namespace canyu::surfacing
