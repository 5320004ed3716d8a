#include "features/demand/marking.hpp"

#include <algorithm>
#include <vector>

#include "base/text.hpp"

namespace canyu::demand {
namespace {

using surfacing::Range;

void append_escaped(std::string& html, std::string_view text) {
    for (const char c : text) {
        switch (c) {
            case '&':
                html += "&amp;";
                break;
            case '<':
                html += "&lt;";
                break;
            case '>':
                html += "&gt;";
                break;
            case '"':
                html += "&quot;";
                break;
            case '\'':
                html += "&#39;";
                break;
            default:
                html += c == '\n' ? ' ' : c;
        }
    }
}

// The ranges that lie in the window, whose bytes are [window.begin, window.end) of the text.
std::string mark_window(std::string_view text, std::span<const Range> ranges, Range window) {
    std::string html;
    std::size_t done = window.begin;
    for (const Range& range : ranges) {
        if (range.begin < window.begin || range.end > window.end) continue;
        append_escaped(html, text.substr(done, range.begin - done));
        html += "<mark>";
        append_escaped(html, text.substr(range.begin, range.end - range.begin));
        html += "</mark>";
        done = range.end;
    }
    append_escaped(html, text.substr(done, window.end - done));
    return html;
}

// Byte positions of all characters of the text, and its end.
std::vector<std::uint32_t> character_starts(std::string_view text) {
    std::vector<std::uint32_t> starts;
    for (std::size_t position = 0; position < text.size(); next_character(text, position))
        starts.push_back(static_cast<std::uint32_t>(position));
    starts.push_back(static_cast<std::uint32_t>(text.size()));
    return starts;
}

// Where the `length` bytes with the most matched bytes begin, a little before the first of their matches.
std::uint32_t densest_start(const std::vector<Range>& ranges, std::uint32_t length) {
    std::uint32_t best_start = 0;
    std::uint32_t best_covered = 0;
    for (std::size_t first = 0; first < ranges.size(); ++first) {
        std::uint32_t covered = 0;
        for (std::size_t i = first; i < ranges.size() && ranges[i].end <= ranges[first].begin + length; ++i)
            covered += ranges[i].end - ranges[i].begin;
        if (covered > best_covered) {
            best_covered = covered;
            best_start = ranges[first].begin;
        }
    }
    return best_start;
}

constexpr std::size_t characters_before = 12;

}  // namespace

Html mark_ranges(std::string_view text, std::span<const Range> ranges) {
    return {mark_window(text, ranges, {0, static_cast<std::uint32_t>(text.size())})};
}

Html mark(std::string_view text, std::span<const std::string> terms) {
    return mark_ranges(text, surfacing::ranges_of(surfacing::tokenise(text), terms));
}

Html mark_snippet(std::string_view text, std::span<const std::string> terms, std::size_t characters) {
    const std::vector<Range> ranges = surfacing::ranges_of(surfacing::tokenise(text), terms);
    const std::vector<std::uint32_t> starts = character_starts(text);
    const std::size_t count = starts.size() - 1;
    if (count <= characters) return {mark_window(text, ranges, {0, starts.back()})};

    const std::uint32_t bytes = static_cast<std::uint32_t>(text.size() * characters / count);
    const auto at = std::ranges::lower_bound(starts, densest_start(ranges, bytes));
    std::size_t first = static_cast<std::size_t>(at - starts.begin());
    first = std::min(first > characters_before ? first - characters_before : 0, count - characters);
    const std::size_t last = first + characters;
    std::string html = first > 0 ? "…" : "";
    html += mark_window(text, ranges, {starts[first], starts[last]});
    if (last < count) html += "…";
    return {std::move(html)};
}

}  // namespace canyu::demand
