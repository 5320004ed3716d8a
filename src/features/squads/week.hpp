// What a squad's people find in their weekly letter.
#pragma once

#include <string>

#include "features/squads/squads.hpp"

namespace canyu::squads {

// Of every product for which this person is in a squad: the demands that came above water in the last seven
// days, what people say more than usual, and how many reports wait in the inbox; "" where there is nothing
// of it. `public_url` has no "/" at its end.
std::string week_of(db::Reader& reader, const web::Catalog& catalog, web::Language language,
                    const std::string& public_url, Id person, Time now);

}  // namespace canyu::squads
