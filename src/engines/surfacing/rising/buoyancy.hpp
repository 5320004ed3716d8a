// How strongly a demand rises, why, and which demands float above the line that the squads' capacity draws.
#pragma once

#include <boost/describe.hpp>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

#include "base/clock.hpp"
#include "base/id.hpp"
#include "engines/surfacing/rising/burst.hpp"

namespace canyu::surfacing {

// A person's word about a demand: a report, a support, or "not me".
struct Voice {
    Id person;
    Time said;
    double trust = 1;  // 0..1: how far the person's words are believed; 0 holds them back without losing them
    double independence = 1;  // 0..1: 1 minus how far the person only repeats those before
    bool held = false;        // counted and shown, but without weight until somebody has looked
    bool not_me = false;      // asked, and does not have that wish
    double severity = 1;      // 1..BuoyancyOptions::severest: how bad it is for the person
    Id segment;  // the part of the community the person belongs to: circle, model, region; Id{} also is one
};

struct BuoyancyOptions {
    Milliseconds half_life = std::chrono::days(30);       // of a person's word
    Milliseconds velocity_window = std::chrono::days(7);  // who joined within it counts as new
    double severest = 3;
    double widest = 0.5;        // what breadth can add
    double burst_lift = 1.25;   // what a burst multiplies
    double certainty = 1.2816;  // of Wilson's bound, in standard deviations: 9 times in 10 it is not below
    BurstOptions burst;
};

// Everything buoyancy is made of; buoyancy = effective_people × trust × recency × velocity × severity ×
// breadth × agreement × burst, in this order exactly as stored. Who is held counts in `people` and `held`
// only.
struct Factors {
    std::int64_t people = 0;  // distinct persons whose wish it is
    // Of them, who joined within the velocity window; the first to speak founded the demand and did not join.
    std::int64_t new_people = 0;
    double effective_people = 0;  // persons weighed by independence
    double trust = 0;             // mean trust of the effective people, 0..1
    double recency = 0;           // mean of 0.5^(age / half-life) of each trusted person's last word, 0..1
    // 1 plus the share of new people in what recency left of all of them, 1..2; 0 without people.
    double velocity = 0;
    double buoyancy = 0;
    std::optional<Time> first_said;
    std::optional<Time> last_said;
    std::int64_t held = 0;    // of the people
    std::int64_t not_me = 0;  // persons who are asked and do not wish it, not held
    double severity = 1;      // mean severity of what is left, 1..severest
    double segments = 0;      // effective number of segments of what is left: 1 / sum of squared shares
    double breadth = 1;       // 1 + widest × (1 - 1 / segments)
    // Wilson's lower bound of the share of trusted effective people who say "me too", against what it would
    // be if nobody said "not me"; 1 where nobody does.
    double agreement = 1;
    double burst = 1;  // burst_lift in a burst, else 1
    std::optional<Time> burst_since;
};
BOOST_DESCRIBE_STRUCT(Factors, (),
                      (people, new_people, effective_people, trust, recency, velocity, buoyancy, first_said,
                       last_said, held, not_me, severity, segments, breadth, agreement, burst, burst_since))

// The factors at `now`; voices said later are not heard yet, so that the past can be replayed. Several voices
// of a person count once: the first for being new, the last for recency and for "me too" or "not me", the
// highest trust, independence and severity, held when every one is, the largest segment.
//
// The means are taken one within the other (trust by independence, recency by both, and so on), so that their
// product is the sum over persons of independence × trust × decay × (2 if new, else 1) × severity. Breadth is
// 1 + widest × (1 - Simpson's index; 1949, "Measurement of diversity") by the same weights: the sum times it
// grows with every weight. So with given weights one more person who now says "me too" never lowers buoyancy.
// Who joined before others may: that changes what pace is usual, and with it the burst. Pure.
[[nodiscard]] Factors factors(std::span<const Voice> voices, Time now, const BuoyancyOptions& options = {});

// Wilson's lower bound (1927, "Probable inference, the law of succession, and statistical inference") of the
// share `positive` / `total`, `certainty` in standard deviations; the numbers need not be whole. 0 of
// nothing.
[[nodiscard]] double wilson_bound(double positive, double total, double certainty);

// What next week's capacity lets float.
struct Waterline {
    double level = 0;          // a demand is above water when its buoyancy is greater
    std::size_t surfaced = 0;  // how many are; at most the capacity
};

// `capacity`: how many demands the squads can take. Equal buoyancy on both sides of the line stays under it:
// nobody's wish wins by a coin. Pure.
[[nodiscard]] Waterline waterline(std::span<const double> buoyancies, std::size_t capacity);

// What would sink it: the smallest number of whole quiet days, nobody saying anything more, after which the
// demand is not above `level` any longer. 0: it is under already. Nothing: no quiet sinks it (level 0). Pure.
[[nodiscard]] std::optional<std::int64_t> quiet_days_to_sink(std::span<const Voice> voices, Time now,
                                                             double level,
                                                             const BuoyancyOptions& options = {});

}  // namespace canyu::surfacing
