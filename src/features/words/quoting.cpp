#include "features/words/quoting.hpp"

#include <algorithm>
#include <vector>

#include "base/text.hpp"
#include "engines/surfacing/synonyms.hpp"

namespace canyu::words {
namespace {

constexpr std::size_t most_before = 24;  // characters
constexpr std::size_t most_after = 40;

bool ends_sentence(char32_t character) {
    return std::u32string_view(U"。！？；!?;\n").contains(character);
}

// The end of the sentence, cut where it is long; with the mark that ends it.
std::string beginning(std::string_view text) {
    std::size_t end = 0;
    for (std::size_t count = 0; end < text.size(); ++count) {
        if (count == most_after) return std::string(text.substr(0, end)) + "…";
        if (ends_sentence(next_character(text, end))) break;
    }
    return std::string(text.substr(0, end));
}

// The beginning of the sentence, cut where it is long.
std::string ending(std::string_view text) {
    std::vector<std::size_t> starts;  // of the characters since the last sentence ended
    for (std::size_t position = 0; position < text.size();) {
        const std::size_t start = position;
        if (ends_sentence(next_character(text, position))) {
            starts.clear();
        } else {
            starts.push_back(start);
        }
    }
    if (starts.empty()) return "";
    if (starts.size() <= most_before) return std::string(text.substr(starts.front()));
    return "…" + std::string(text.substr(starts[starts.size() - most_before]));
}

}  // namespace

std::optional<Quote> quote(std::string_view text, std::string_view word) {
    const auto place = surfacing::where_said(text, word);
    if (!place) return std::nullopt;
    return Quote{ending(text.substr(0, place->begin)),
                 std::string(text.substr(place->begin, place->end - place->begin)),
                 beginning(text.substr(place->end))};
}

}  // namespace canyu::words
