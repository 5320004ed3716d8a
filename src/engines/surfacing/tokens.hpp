// Cuts a text into the terms by which reports are compared, each with its place in the shown text.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace canyu::surfacing {

// Bytes [begin, end) of a shown UTF-8 text; never cuts a character.
struct Range {
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
    friend bool operator==(const Range&, const Range&) = default;
};

enum class TokenKind : std::uint8_t {
    unigram,     // one character of a script written without spaces, or an emoji
    bigram,      // two neighbouring ones
    word,        // a word, stemmed
    identifier,  // a name or version kept whole: onCreate, sqlite3_open, 4.4.2
    part,        // a piece of an identifier, stemmed
};

struct Token {
    std::uint32_t term_begin;
    std::uint32_t term_length;
    Range shown;
    TokenKind kind;
};

// The tokens of one text in reading order; equal terms compare equal whatever kind they are of.
struct Tokens {
    std::string terms;  // the bytes of every term, one after another
    std::vector<Token> all;

    [[nodiscard]] std::string_view term(const Token& token) const {
        return std::string_view(terms).substr(token.term_begin, token.term_length);
    }
};

// Only the first readable_bytes of a text are read: what a person wants is said by then, and one huge log
// cannot slow the others down.
inline constexpr std::size_t readable_bytes = std::size_t{64} << 10;

// Any bytes give an answer; broken UTF-8 separates words. Terms are folded (see folding.hpp) and at most 64
// letters long. Safe to call concurrently.
[[nodiscard]] Tokens tokenise(std::string_view shown);

// Whether a term is one letter beyond ASCII, as the unigrams of a text are.
[[nodiscard]] bool is_character(std::string_view term);

// In order, those that overlap or touch as one. Pure.
[[nodiscard]] std::vector<Range> joined(std::vector<Range> ranges);

// Where a text says one of `terms` (as `Match::terms` gives them), in order, overlapping and touching ranges
// joined. Safe to call concurrently.
[[nodiscard]] std::vector<Range> ranges_of(const Tokens& tokens, std::span<const std::string> terms);

}  // namespace canyu::surfacing
