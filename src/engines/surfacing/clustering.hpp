// Groups reports into demands in one pass: each joins an earlier demand or founds one, knowing only the past.
#pragma once

#include <string_view>

#include "base/id.hpp"
#include "engines/surfacing/index.hpp"

namespace canyu::surfacing {

// The first answer is the best to show; the likeliest may stand a little below it, among so many.
inline constexpr std::size_t likeliest_within = 5;
// Nothing where there is no answer.
const Match* likeliest(const std::vector<Match>& matches);

struct NewReport {
    Id id;
    std::string_view title;
    std::string_view body;
    std::int64_t said = 0;  // as Report::said
};

struct Placement {
    Id demand;  // the demand joined, or the report's own id for the one it founded
    bool joined;
    double probability;  // of the likeliest earlier demand, joined or not; 0 without one
};

// Asks the index for the likeliest demand of a report it does not hold yet, by Options::join_probability, and
// adds the report there. Threads: as a mutation of the index.
Placement place(Index& index, const NewReport& report);

}  // namespace canyu::surfacing
