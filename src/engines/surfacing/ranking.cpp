// Sums of what is known, weighed.
#include "engines/surfacing/ranking.hpp"

#include <bit>
#include <cmath>
#include <numeric>

#include "engines/surfacing/logistic.hpp"

namespace canyu::surfacing {

double rank_of(const Model& model, const Features& features) {
    const auto weights = std::bit_cast<FeatureNumbers>(model.weights);
    const auto known = std::bit_cast<FeatureNumbers>(features);
    return std::inner_product(weights.begin(), weights.end(), known.begin(), 0.0);
}

double probability_of(const Model& model, double score, double rank) {
    return logistic(model.by_score * std::log(score) + model.by_rank * rank + model.bias);
}

}  // namespace canyu::surfacing
