// Channels: a build goes to a few who like it early, then to more, then to everybody, each time through a
// gate.
#pragma once

#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "features/release/release.hpp"
#include "platform/db/upkeep.hpp"

namespace canyu::channels {

using release::Acting;
using release::Bus;
using release::Channel;

// What a channel asks of a build before it comes in from the one inside, and how many people it takes.
struct Rule {
    Id product_id;
    Channel channel = Channel::daily;
    std::optional<std::int64_t> most_people;  // never of stable, which takes everybody
    std::int64_t least_people = 0;            // who say that it is well
    std::int64_t most_no_percent = 100;
    std::int64_t least_days = 0;  // in the channel inside
};
BOOST_DESCRIBE_STRUCT(Rule, (), (product_id, channel, most_people, least_people, most_no_percent, least_days))

// What a product starts with, as long as nobody has set anything.
std::vector<Rule> usual_rules(Id product);
// One of daily, weekly and stable each; 422 on "{channel}_most", "{channel}_people", "{channel}_no" and
// "{channel}_days". From the first time on the product has channels.
Result<void> set_rules(db::Writer& writer, const Acting& acting, const std::vector<Rule>& rules);
// Empty for a product without channels.
std::vector<Rule> rules(db::Reader& reader, Id product);

// ---- who is in which
// 409 "channels.none" without channels, 409 "channels.full" where there is no room; stable always has room.
Result<void> choose(db::Writer& writer, IdSource& ids, Id product, Id person, Channel channel, Time now);
Channel channel_of(db::Reader& reader, Id product, Id person);
// Of daily and weekly: those who chose it, the first first.
std::vector<Id> people_in(db::Reader& reader, Id product, Channel channel);
// For demand::FindParts: a part is a channel, and everybody of stable is in the one part that is not named.
std::unordered_map<Id, Id> parts(db::Reader& reader, Id product);

// ---- how far a build has come
// Nothing for one that has not left, and of a product without channels.
std::optional<Channel> reached(db::Reader& reader, const Bus& bus);
release::Reached reached_by(db::Reader& reader, const std::vector<Bus>& buses);  // for release::Beside
// The numbers of all that everybody has, for measures.
std::vector<std::int64_t> stable_buses(db::Reader& reader, Id product);

// One press, of somebody whose channel it has reached: the latest counts. 409 "channels.not_yours_yet".
Result<void> say(db::Writer& writer, IdSource& ids, Id bus, Id person, bool well, Time now);

// ---- its gate
// Of the people in the channels it has reached: those who say it is well (by a press, of something aboard
// that it works, or that they like something best), and those who say it is not; who says both says no.
struct Measured {
    std::int64_t well = 0;
    std::int64_t no = 0;
    std::int64_t days = 0;     // in the channel it is in
    std::int64_t holding = 0;  // open known issues that hold it
};
BOOST_DESCRIBE_STRUCT(Measured, (), (well, no, days, holding))
struct Gate {
    Channel to = Channel::daily;
    Rule asked;
    Measured measured;
    bool met = false;
    std::vector<std::string> unsigned_figures;  // names in Chinese and English of measures that hold stable
};
// The way on from where it is; nothing where there is none.
std::optional<Gate> gate(db::Reader& reader, const Bus& bus, web::Language language, Time now);

enum class DecisionKind { gate_met, against_gate, pulled_back };
BOOST_DESCRIBE_ENUM(DecisionKind, gate_met, against_gate, pulled_back)
struct Decision {
    Id id;
    Id bus_id;
    Channel channel = Channel::daily;  // where it went
    DecisionKind kind = DecisionKind::gate_met;
    std::string reason;  // "" when its gate was met
    std::int64_t well = 0;
    std::int64_t no = 0;
    std::int64_t days = 0;
    std::int64_t holding = 0;
    std::int64_t least_people = 0;
    std::int64_t most_no_percent = 0;
    std::int64_t least_days = 0;
    Id decided_by;
    Time decided_at{};
};
BOOST_DESCRIBE_STRUCT(Decision, (),
                      (id, bus_id, channel, kind, reason, well, no, days, holding, least_people,
                       most_no_percent, least_days, decided_by, decided_at))

// To the next channel outward, which `to` has to be: of two who press at once the second is told. Without its
// gate only with a public reason; to stable never while a measure that got worse has no signature.
Result<void> promote(db::Writer& writer, const Acting& acting, Id bus, Channel to, const std::string& reason);
// To a channel further inside, or from all.
Result<void> pull_back(db::Writer& writer, const Acting& acting, Id bus, Channel to,
                       const std::string& reason);
// For release::Beside: who went against a gate, pulled it back, or signed for a measure.
std::vector<release::SignatureNote> signatures(db::Reader& reader, const Bus& bus, web::Language language);

// /channels, /releases/{product}/{number}/channels; staff: /studio/channels…
void add_pages(web::Site& site);

// What of this slice's rows follows from others, for canyu doctor.
db::Upkeep upkeep();

}  // namespace canyu::channels
