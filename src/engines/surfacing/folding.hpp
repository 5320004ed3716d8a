// Folds shown text to the form in which it is compared, letter by letter, so that every folded letter knows
// its place in the shown text.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace canyu::surfacing {

// One code point of the folded text. Several may come of one shown letter (㎏) and one of several shown
// letters (e + combining accent); `begin` and `end` are byte offsets into the shown text and never cut a
// character of it.
struct Letter {
    char32_t folded;
    std::uint32_t begin;
    std::uint32_t end;
    bool upper;  // the shown letter was a capital: word parts of an identifier are found by it
};

// Unicode NFKC with case folding (width, compatibility forms, case), then traditional Chinese characters to
// simplified ones. Broken UTF-8 becomes U+FFFD, a letter of no word. Safe to call concurrently.
[[nodiscard]] std::vector<Letter> fold_letters(std::string_view shown);

// What a folded letter can be part of.
enum class LetterClass : std::uint8_t {
    other,       // white space and punctuation: ends whatever runs
    dense,       // written without spaces between words (Han, kana, Thai …): cut into grams
    word,        // letters and marks of scripts with spaces
    digit,       // decimal digits
    underscore,  // joins identifiers
    symbol,      // emoji and pictographs: a term of their own
};

[[nodiscard]] LetterClass classify(char32_t letter);

}  // namespace canyu::surfacing
