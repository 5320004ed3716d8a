// When more people join a demand than its own past lets expect.
#pragma once

#include <optional>
#include <span>

#include "base/clock.hpp"

namespace canyu::surfacing {

struct BurstOptions {
    double faster = 2;  // the burst's rate against the usual one
    // What it costs to say that the rate changed: `dearness` × the square root of the people the demand
    // usually gets in a week, for so grows what their number sways by chance; but not less than `least_cost`,
    // which three people at twice the usual pace pay.
    double dearness = 0.27;
    double least_cost = 0.4;
    // A usual rate is known from so many people on; before it nothing is called a burst.
    double people_to_know = 4;
    // The usual rate is that of the past weighed by age: people so long ago count half.
    Milliseconds past_half_life = std::chrono::days(56);
    // What lasts longer is no burst any more: it has become usual.
    Milliseconds longest = std::chrono::days(28);
};

struct Burst {
    std::optional<Time> since;  // of the first who came faster; nothing: no burst
    double usual_a_day = 0;     // people a day before it
    double recent_a_day = 0;    // people a day since then, until now; 0 outside of a burst
};

// The state at `now` from when each person joined, ascending; who joined later is not heard yet. Two states
// with exponential gaps (Kleinberg 2002, "Bursty and hierarchical structure in streams"), the usual rate
// taken from the demand's own past alone and both changes of state costing the same; read as the arrivals
// come this is Page's test (1954, "Continuous inspection schemes"). The silence up to now counts. One more
// who joins now never ends a burst. Linear. Pure.
[[nodiscard]] Burst burst(std::span<const Time> joined, Time now, const BurstOptions& options = {});

}  // namespace canyu::surfacing
