// How strongly a demand rises, why, and which demands float above the line that the squads' capacity draws.
#pragma once

#include <boost/describe.hpp>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

#include "base/clock.hpp"
#include "base/id.hpp"

namespace canyu::surfacing {

// A person's word for a demand: a report or a support.
struct Voice {
    Id person;
    Time said;
    double trust = 1;  // 0..1: how far the person's words are believed; 0 holds them back without losing them
    double independence = 1;  // 0..1: 1 minus how far the person only repeats those before
};

struct BuoyancyOptions {
    Milliseconds half_life = std::chrono::days(30);       // of a person's word
    Milliseconds velocity_window = std::chrono::days(7);  // who joined within it counts as new
};

// Everything buoyancy is made of; buoyancy = effective_people × trust × recency × velocity, exactly as
// stored.
struct Factors {
    std::int64_t people = 0;  // distinct persons
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
};
BOOST_DESCRIBE_STRUCT(Factors, (),
                      (people, new_people, effective_people, trust, recency, velocity, buoyancy, first_said,
                       last_said))

// The factors at `now`; voices said later are not heard yet, so that the past can be replayed. Several voices
// of a person count once: the first for being new, the last for recency, the highest trust and independence.
//
// The means are taken one within the other (trust by independence, recency by both, velocity by all three),
// so that their product is the sum over persons of independence × trust × decay × (2 if new, else 1): one
// more person never lowers it. Pure.
[[nodiscard]] Factors factors(std::span<const Voice> voices, Time now, const BuoyancyOptions& options = {});

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
