// Inside the squads slice: what its rules share.
#pragma once

#include "features/squads/squads.hpp"
#include "platform/audit/audit.hpp"

namespace canyu::squads {

// 404, or 409 "squads.dissolved".
Result<Squad> get_standing(db::Reader& reader, Id squad);
// And 403 "squads.only_its_people" when `by` is not in it.
Result<Squad> get_own(db::Reader& reader, Id squad, Id by);
// The audit row of an act on a squad.
void record(db::Writer& writer, const Acting& acting, const std::string& act, Id squad,
            const std::string& detail);

}  // namespace canyu::squads
