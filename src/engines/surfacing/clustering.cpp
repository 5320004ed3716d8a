// One-pass clustering with the index as the memory of the past.
#include "engines/surfacing/clustering.hpp"

namespace canyu::surfacing {

Placement place(Index& index, const NewReport& report) {
    const std::vector<Match> matches = index.find({.title = report.title, .body = report.body, .limit = 1});
    Placement placement{.demand = report.id, .joined = false, .probability = 0};
    if (!matches.empty()) {
        placement.probability = matches.front().probability;
        placement.joined = placement.probability >= index.options().join_probability;
        if (placement.joined) placement.demand = matches.front().demand;
    }
    index.add({.id = report.id, .demand = placement.demand, .title = report.title, .body = report.body});
    return placement;
}

}  // namespace canyu::surfacing
