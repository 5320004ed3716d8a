// Which of the reports found is the best answer, and how likely both ask for the same thing: a linear model,
// learned.
#pragma once

#include <array>
#include <boost/describe.hpp>
#include <cstddef>

namespace canyu::surfacing {

// What is known of a query and one report that it finds. Nothing here has a unit, so that one model serves
// products of any size and language. `rarity` of a term is what it tells, as BM25 has it.
struct Features {
    double covered = 0;     // log of the share of the query that the report says
    double length = 0;      // log of how much the report says in all, as a multiple of the query
    double fresh = 0;       // 1 where somebody asked for its demand just now, to 0 (Options::freshness_fades)
    double characters = 0;  // cosine of the two by their single characters alone; 0 in scripts with spaces
    double rare = 0;        // log of the cosine of the two, rarities to the power of 1.5
    double common = 0;      // the same to the power of 0.75
    double in_title = 0;    // how much of what both say stands in the report's title, 0..1
    double title_said = 0;  // how much of the report's title the query says, 0..1
    friend bool operator==(const Features&, const Features&) = default;
};
BOOST_DESCRIBE_STRUCT(Features, (), (covered, length, fresh, characters, rare, common, in_title, title_said))

using FeatureNumbers = std::array<double, 8>;  // in the order above

// The shipped weights: what learn() makes of six sets of texts in two languages
// (bench/learning_bench.cpp).
struct Model {
    Features weights = {.covered = 1.3667,
                        .length = 0.5518,
                        .fresh = 2.1906,
                        .characters = 5.7256,
                        .rare = 1.506,
                        .common = 1.0582,
                        .in_title = 1.522,
                        .title_said = 3.1675};
    // The log odds that both ask for the same thing = by_score · log(Match::score) + by_rank · rank + bias.
    // As shipped, as likely as not at a score of 0.2; how often people say the same thing differs so much
    // from product to product that only a product's own decisions can do better.
    double by_score = 2;
    double by_rank = 0;
    double bias = 3.2189;
    friend bool operator==(const Model&, const Model&) = default;
};
BOOST_DESCRIBE_STRUCT(Model, (), (weights, by_score, by_rank, bias))

// What answers are ordered by; any number. Pure.
[[nodiscard]] double rank_of(const Model& model, const Features& features);

// 0..1, of a score above 0. Pure.
[[nodiscard]] double probability_of(const Model& model, double score, double rank);

}  // namespace canyu::surfacing
