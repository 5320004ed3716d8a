// Inside the experience slice: what is still missing waits in the inbox as a report.
#pragma once

#include "features/experience/experience.hpp"

namespace canyu::experience {

// The report that this person's wish of that round became.
std::optional<report::Report> passed_on(db::Reader& reader, Id bus, Id person);

}  // namespace canyu::experience
