#include "engines/surfacing/certainty.hpp"

namespace canyu::surfacing {

Proof prove(std::span<const Example> examples, const Model& model) {
    Proof proof;
    for (const Example& example : examples) {
        const auto predicted = predict(example, model);
        if (!predicted || !is_sure(predicted->probability, predicted->next)) continue;
        ++proof.sure;
        if (predicted->same) ++proof.right;
    }
    return proof;
}

}  // namespace canyu::surfacing
