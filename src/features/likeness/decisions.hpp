// What people decided about a product's reports, as questions with judged answers.
#pragma once

#include <vector>

#include "base/id.hpp"
#include "engines/surfacing/learning.hpp"
#include "platform/db/db.hpp"

namespace canyu::likeness {

// In the order they were said: of every report that a person placed, the answers it would have got before it
// joined, each judged by where the reports count now.
std::vector<surfacing::Example> decisions_of(db::Database& store, Id product);

}  // namespace canyu::likeness
