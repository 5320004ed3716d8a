// When an answer is so sure that nobody need look before a report joins it, and whether a product may trust
// that.
#pragma once

#include <cstdint>
#include <span>

#include "engines/surfacing/learning.hpp"

namespace canyu::surfacing {

inline constexpr double sure_from = 0.95;
// The next answer is farther from being the same than from not being so.
inline constexpr double next_below = 0.5;

// Of the probabilities of the likeliest of the first answers and of the next after it (0 where there is
// none). Pure.
[[nodiscard]] constexpr bool is_sure(double likeliest, double next) {
    return likeliest >= sure_from && next < next_below;
}

// How often a model was sure of decisions it did not learn from, and how often people decided as it would
// have.
struct Proof {
    std::int64_t sure = 0;
    std::int64_t right = 0;
};

// Of the questions whose likeliest answer was judged. Pure.
[[nodiscard]] Proof prove(std::span<const Example> examples, const Model& model);

inline constexpr std::int64_t fewest_sure = 20;
// Right at least as often as it says, in enough cases. Pure.
[[nodiscard]] constexpr bool is_proven(const Proof& proof) {
    return proof.sure >= fewest_sure &&
           static_cast<double>(proof.right) >= sure_from * static_cast<double>(proof.sure);
}

}  // namespace canyu::surfacing
