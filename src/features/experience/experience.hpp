// The experience report: after each release, best, worst, still missing and one plain sentence, by feature.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "features/release/release.hpp"
#include "platform/db/upkeep.hpp"

namespace canyu::experience {

// A round opens when its bus leaves, and closes so long after: the day before the next one leaves.
inline constexpr std::chrono::days open_for{6};
std::optional<Time> closes_at(const release::Bus& bus);  // nothing while it has not left
bool is_open(const release::Bus& bus, Time now);
// Fewer say nothing of a squad, and no popcorn is given.
inline constexpr std::int64_t least_loved = 3;

// One thing a person can like or not: a demand that came with the bus, or a module of a squad.
struct Feature {
    Id id;
    std::string name;
    std::string url;          // of the demand, "" for a module
    std::optional<Id> squad;  // who makes it
};
std::vector<Feature> features_of(db::Reader& reader, const release::Bus& bus, web::Language language);

struct Panels {
    std::optional<Id> best;
    std::optional<Id> worst;
    std::string missing;   // up to 200 characters; goes into the inbox as this person's words, the first time
    std::string sentence;  // up to 140
};
// At least one panel has something in it; the latest of a person counts. 409 "experience.closed".
Result<void> tell(db::Writer& writer, IdSource& ids, demand::Demands& demands, Id bus, Id person,
                  const Panels& panels, Time now);
std::optional<Panels> told(db::Reader& reader, Id bus, Id person);

// How many like a feature best or worst, of everything that was named; in no order.
struct Tally {
    Id feature;
    std::int64_t best = 0;
    std::int64_t worst = 0;
};
std::vector<Tally> tallies(db::Reader& reader, Id bus);
std::int64_t count_people(db::Reader& reader, Id bus);
std::vector<Id> likers(db::Reader& reader, Id bus);  // who named something they like best

// The popcorn: to the squad whose things most people like best; of equals to the one whose things fewer like
// worst, then to the elder. There is no last place.
struct Award {
    Id bus_id;
    Id product_id;
    std::optional<Id> squad_id;
    std::int64_t loved = 0;
    std::int64_t people = 0;
    Time awarded_at{};
};
BOOST_DESCRIBE_STRUCT(Award, (), (bus_id, product_id, squad_id, loved, people, awarded_at))
std::optional<Award> award_of(db::Reader& reader, Id bus);
// For the clock, every minute: gives the popcorn of every round that has closed.
void give_awards(db::Writer& writer, Time now);

// /releases/{product}/{number}/experience, /popcorn
void add_pages(web::Site& site, demand::Demands& demands);

// What of this slice's rows follows from others, for canyu doctor.
db::Upkeep upkeep();

}  // namespace canyu::experience
