// From log odds to a probability, the one way for all models.
#pragma once

#include <cmath>

namespace canyu::surfacing {

// The probability of these log odds.
inline double logistic(double odds) {
    return 1 / (1 + std::exp(-odds));
}

}  // namespace canyu::surfacing
