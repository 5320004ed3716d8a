// Reads the postings of a query's rarer terms and keeps the likeliest demands. Internal to the engine.
#pragma once

#include <vector>

#include "engines/surfacing/asked.hpp"

namespace canyu::surfacing {

// For every demand its report most like the query, of the `wanted` most alike demands, in no order; by terms
// within Options::posting_budget, in single precision. Of equals the smaller report id comes first. Safe to
// call concurrently while the collection does not change.
std::vector<Slot> most_alike(const Collection& collection, const TermWeights& weights, const Asked& asked,
                             const Query& query, std::size_t wanted);

}  // namespace canyu::surfacing
