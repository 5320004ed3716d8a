// The phrases of a text by which praise and complaint are told apart, with negation seen. Internal to the
// engine.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engines/surfacing/tokens.hpp"

namespace canyu::surfacing {

// Stands before a phrase said under a negation: "not good" says "not", "!good" and "not good".
inline constexpr char negated_mark = '!';

struct OpinionTerm {
    std::string phrase;    // as phrase_of gives it, perhaps with negated_mark
    Range shown;           // with the negator
    std::uint32_t clause;  // counts from 0; punctuation parts clauses
};

// Every phrase of up to three words or four characters, in reading order, with repeats. Any bytes give an
// answer. Safe to call concurrently.
[[nodiscard]] std::vector<OpinionTerm> opinion_terms(std::string_view shown);

}  // namespace canyu::surfacing
