// The table of credits.
#pragma once

#include "features/credits/credits.hpp"

namespace canyu::credits::store {

// Nothing for a credit that is there already.
void insert(db::Writer& writer, const Credit& credit);
std::vector<Id> people_with(db::Reader& reader, const Wanted& wanted, std::int64_t count);
std::vector<Credit> of_person(db::Reader& reader, Id person, const Wanted& wanted, std::int64_t limit);

}  // namespace canyu::credits::store
