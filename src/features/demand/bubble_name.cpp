#include "features/demand/bubble_name.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace canyu::demand {
namespace {

constexpr double character_width = 14;

double width_of(char32_t character) {
    return character < 0x1100 ? character_width * 0.56 : character_width;
}

std::string fitted(const std::string& title, double width) {
    if (drawn_width(title) <= width) return title;
    std::size_t end = 0;
    double used = width_of(U'…');
    for (std::size_t position = 0; position < title.size(); end = position) {
        used += width_of(next_character(title, position));
        if (used > width) break;
    }
    return std::string(trim(std::string_view(title).substr(0, end))) + "…";
}

bool may_end_line(char32_t last, char32_t next) {
    constexpr std::u32string_view closing = U"，。、？！：；）」』…";
    const bool is_wide = last >= 0x2E80 || next >= 0x2E80;
    return next == U' ' || (is_wide && closing.find(next) == std::u32string_view::npos && last != U'「');
}

// Where the first of two lines ends: the last place that leaves it hardly longer than the rest (by a
// character and its comma), or as wide as there is room; 0 when nothing may be parted.
std::size_t first_line_end(const std::string& title, double width) {
    const double half = std::min(width, drawn_width(title) / 2 + 2 * character_width);
    std::size_t end = 0;
    double used = 0;
    for (std::size_t position = 0; position < title.size();) {
        const char32_t last = next_character(title, position);
        used += width_of(last);
        if (used > (end > 0 ? half : width)) break;
        std::size_t after = position;
        if (after < title.size() && may_end_line(last, next_character(title, after))) end = position;
    }
    return end;
}

}  // namespace

double drawn_width(std::string_view text) {
    double width = 0;
    for (std::size_t position = 0; position < text.size();) width += width_of(next_character(text, position));
    return width;
}

BubbleName on_lines(const std::string& title, double width) {
    const std::size_t end = drawn_width(title) > width ? first_line_end(title, width) : 0;
    if (end == 0) return {fitted(title, width), ""};
    return {title.substr(0, end), fitted(std::string(trim(title.substr(end))), width)};
}

}  // namespace canyu::demand
