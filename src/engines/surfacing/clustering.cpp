// One-pass clustering with the index as the memory of the past.
#include "engines/surfacing/clustering.hpp"

#include <algorithm>

namespace canyu::surfacing {

const Match* likeliest(const std::vector<Match>& matches) {
    const auto found = std::ranges::max_element(matches, {}, &Match::probability);
    return found == matches.end() ? nullptr : &*found;
}

Placement place(Index& index, const NewReport& report) {
    const std::vector<Match> matches =
        index.find({.title = report.title, .body = report.body, .limit = likeliest_within});
    Placement placement{.demand = report.id, .joined = false, .probability = 0};
    if (const Match* match = likeliest(matches)) {
        placement.probability = match->probability;
        placement.joined = placement.probability >= index.options().join_probability;
        if (placement.joined) placement.demand = match->demand;
    }
    index.add({.id = report.id,
               .demand = placement.demand,
               .title = report.title,
               .body = report.body,
               .said = report.said});
    return placement;
}

}  // namespace canyu::surfacing
