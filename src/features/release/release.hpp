// The weekly train: a fixed day, a moment at which boarding ends, and notes that name who asked.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/time_zone.hpp"
#include "features/squads/squads.hpp"
#include "platform/db/upkeep.hpp"
#include "platform/markdown/markdown.hpp"

namespace canyu::release {

// When a product's bus leaves, in the time of a place.
struct Timetable {
    Id product_id;
    std::string time_zone = "Asia/Shanghai";
    std::int64_t leaves_weekday = 5;  // 1 Monday … 7 Sunday
    std::int64_t leaves_minute = 17 * 60;
    std::int64_t boarding_weekday = 3;  // boarding ends at the last such moment before it leaves
    std::int64_t boarding_minute = 18 * 60;
    std::int64_t first_number = 1;  // of the first bus, for a company that counted before it came here
};
BOOST_DESCRIBE_STRUCT(Timetable, (),
                      (product_id, time_zone, leaves_weekday, leaves_minute, boarding_weekday,
                       boarding_minute, first_number))

struct Bus {
    Id id;
    Id product_id;
    std::int64_t number = 0;  // in its product; /releases/{product slug}/{number}
    Time boarding_ends_at{};
    Time leaves_at{};     // as the timetable said
    std::string version;  // "" until it has left
    std::optional<Time> left_at;
    std::optional<Time> skipped_at;
    std::string markdown;
    Html html;
};
BOOST_DESCRIBE_STRUCT(Bus, (),
                      (id, product_id, number, boarding_ends_at, leaves_at, version, left_at, skipped_at,
                       markdown, html))

enum class BusState { boarding, ready, late, gone, skipped };
BOOST_DESCRIBE_ENUM(BusState, boarding, ready, late, gone, skipped)
BusState state_of(const Bus& bus, Time now);
// How long after its time it left, or has not left until now; nothing when it was on time or does not run.
std::optional<Milliseconds> lateness(const Bus& bus, Time now);
// A bus that leaves within this time of its moment is on time.
inline constexpr std::chrono::minutes on_time_within{60};

enum class WordKind { late, skipped, got_off };
BOOST_DESCRIBE_ENUM(WordKind, late, skipped, got_off)

struct Word {
    Id id;
    Id bus_id;
    WordKind kind = WordKind::late;
    Time at{};
    Id by_person;
    std::optional<Id> demand_id;
    std::optional<Time> expected_at;
    std::string reason;
};
BOOST_DESCRIBE_STRUCT(Word, (), (id, bus_id, kind, at, by_person, demand_id, expected_at, reason))

using squads::acting;
using squads::Acting;

// ---- the timetable; the next bus keeps the time it was given
// 422 on its fields; boarding has to end at least an hour before the bus leaves.
Result<void> set_timetable(db::Writer& writer, const Acting& acting, const Timetable& timetable);
// For the clock, every minute, and after every bus: whoever has a timetable has one that waits and leaves in
// the future.
void keep_timetables(db::Writer& writer, IdSource& ids, Time now);

// ---- boarding; the demand is in the plan, and on no other bus that still waits
Result<void> board(db::Writer& writer, const Acting& acting, Id bus, Id demand);
// With a public reason (4 to 1,000 characters), also after boarding has ended.
Result<void> get_off(db::Writer& writer, const Acting& acting, Id bus, Id demand, const std::string& reason);

// ---- leaving
// Ships everything aboard and names the version; what is said about it (Markdown, may be empty) can be
// changed before and after. 409 "release.empty" with nobody aboard.
Result<void> leave(db::Writer& writer, const Acting& acting, demand::Demands& demands, Id bus,
                   const std::string& version);  // 1 to 20 characters
Result<void> describe(db::Writer& writer, const Acting& acting, Id bus, const std::string& markdown,
                      const Html& html);
// Who was called `name` in what squads said is called `display`, and leads nowhere.
void unname(db::Writer& writer, const std::string& name, const std::string& display);
// Of these pictures, those that are shown there.
std::vector<std::string> shown(db::Reader& reader, const std::vector<std::string>& digests);
// Says in public why it is late, and when it should leave now (in the future).
Result<void> explain(db::Writer& writer, const Acting& acting, Id bus, Time expected_at,
                     const std::string& reason);
// It does not run; whoever is aboard gets off and takes the next one.
Result<void> skip(db::Writer& writer, const Acting& acting, Id bus, const std::string& reason);

// ---- looking
std::optional<Bus> find(db::Reader& reader, Id bus);
std::optional<Bus> find(db::Reader& reader, Id product, std::int64_t number);
std::string url(db::Reader& reader, const Bus& bus);
// Those that have neither left nor been skipped, the next first; of a product, or of all (Id{}).
std::vector<Bus> waiting(db::Reader& reader, Id product);
// Those that left or were skipped, the latest first.
std::vector<Bus> past(db::Reader& reader, Id product, std::int64_t offset, std::int64_t limit);
std::vector<Id> aboard(db::Reader& reader, Id bus);  // the first to board first
// The last one that left with this demand aboard.
std::optional<Bus> shipped_with(db::Reader& reader, Id demand);
std::vector<Word> words(db::Reader& reader, Id bus);  // the latest first

// ---- what later slices know of a bus; handed over by app, told on its page and in the feeds
// Something known to be wrong: still there in what the bus brought, or fixed with it.
struct IssueNote {
    std::string sentence;
    std::string workaround;  // "" for none
    std::string url;
    std::int64_t affected_count = 0;
    bool still_there = true;
};
BOOST_DESCRIBE_STRUCT(IssueNote, (), (sentence, workaround, url, affected_count, still_there))

// To whom a build goes, from the inside outward; nobody: it was pulled back from all.
enum class Channel { nobody, daily, weekly, stable };
BOOST_DESCRIBE_ENUM(Channel, nobody, daily, weekly, stable)
using Reached = std::unordered_map<Id, Channel>;  // by bus; only of products that have channels

// Somebody of the staff answers for a build with their name.
enum class SignedFor { against_gate, pulled_back, worse };
BOOST_DESCRIBE_ENUM(SignedFor, against_gate, pulled_back, worse)
struct SignatureNote {
    SignedFor signed_for = SignedFor::against_gate;
    std::string figure;  // which is worse, in the reader's language; "" for the others
    std::string reason;
    people::Card by;
    Time signed_at{};
};
BOOST_DESCRIBE_STRUCT(SignatureNote, (), (signed_for, figure, reason, by, signed_at))

struct Beside {
    std::function<std::vector<IssueNote>(db::Reader&, const Bus&)> issues;
    std::function<Reached(db::Reader&, const std::vector<Bus>&)> reached;
    std::function<std::vector<SignatureNote>(db::Reader&, const Bus&, web::Language)> signatures;
};

// /releases, /releases/{product}/{number}, /releases/feed, /releases/feed.xml; staff: /studio/releases…
void add_pages(web::Site& site, demand::Demands& demands, const Beside& beside);

// What of this slice's rows follows from others, for canyu doctor.
db::Upkeep upkeep();

}  // namespace canyu::release
