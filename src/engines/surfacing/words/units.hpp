// The units of a text (a character of a script without spaces, or a word) in their neighbourhood, from which
// phrases are made.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engines/surfacing/tokens.hpp"

namespace canyu::surfacing {

struct Unit {
    std::string_view term;  // folded and stemmed; points into the tokens
    Range shown;
    bool dense;  // of a script written without spaces, or an emoji
};

// Units with nothing between them but the spaces between words, so that they can be one phrase.
using Run = std::vector<Unit>;

// In reading order; `shown` is the text the tokens were made of. Both must outlive the runs. Safe to call
// concurrently.
[[nodiscard]] std::vector<Run> runs_of(const Tokens& tokens, std::string_view shown);

// The key of a phrase: its terms, with a space only between two words ("dark mode", "通知栏", "wifi断流").
[[nodiscard]] std::string phrase_of(std::span<const Unit> units);
// The same by one more unit.
void extend_phrase(std::string& phrase, bool after_word, std::string_view term, bool dense);

// Bytes from the first to the last unit; there must be one.
[[nodiscard]] Range range_of(std::span<const Unit> units);

}  // namespace canyu::surfacing
