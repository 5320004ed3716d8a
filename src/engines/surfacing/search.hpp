// Answers a query from a collection. Internal to the engine.
#pragma once

#include <vector>

#include "engines/surfacing/index.hpp"

namespace canyu::surfacing {

class Collection;

// See Index::find. Safe to call concurrently while the collection does not change.
std::vector<Match> search(const Collection& collection, const Query& query);

}  // namespace canyu::surfacing
