// What the pages of releases show and the API answers.
#pragma once

#include "features/release/release.hpp"
#include "platform/web/pagination.hpp"

namespace canyu::release {

enum class Weekday { monday, tuesday, wednesday, thursday, friday, saturday, sunday };
BOOST_DESCRIBE_ENUM(Weekday, monday, tuesday, wednesday, thursday, friday, saturday, sunday)

struct TimetableView {
    std::string product_name;
    Weekday leaves_weekday = Weekday::friday;
    std::string leaves_clock;  // "17:00"
    Weekday boarding_weekday = Weekday::wednesday;
    std::string boarding_clock;
    std::string time_zone;
};
BOOST_DESCRIBE_STRUCT(TimetableView, (),
                      (product_name, leaves_weekday, leaves_clock, boarding_weekday, boarding_clock,
                       time_zone))

struct BusCard {
    std::int64_t bus_number = 0;
    std::string bus_url;
    std::string product_name;
    std::string version;
    BusState bus_state = BusState::boarding;
    Time leaves_at{};
    Time boarding_ends_at{};
    std::optional<Time> left_at;
    std::optional<std::int64_t> late_milliseconds;
    std::optional<Time> expected_at;  // of a late one, as last said
    std::string last_word;            // why it is late or does not run, "" while nobody has said
    std::int64_t aboard_count = 0;
    std::optional<Channel> channel;  // as far as it has come, where the product has channels
};
BOOST_DESCRIBE_STRUCT(BusCard, (),
                      (bus_number, bus_url, product_name, version, bus_state, leaves_at, boarding_ends_at,
                       left_at, late_milliseconds, expected_at, last_word, aboard_count, channel))

struct ReleasesPage {
    std::vector<products::Choice> choices;
    std::vector<BusCard> waiting;
    std::vector<BusCard> past;
    std::vector<TimetableView> timetables;
    std::optional<web::Pagination> pagination;
};
BOOST_DESCRIBE_STRUCT(ReleasesPage, (), (choices, waiting, past, timetables, pagination))

// Something that came with a bus, and whose words it was.
struct ReleaseItem {
    demand::DemandCard demand;
    std::optional<people::Card> founder;
    std::vector<people::Card> supporters;  // the first of them
    std::int64_t more_count = 0;           // of whom there is no room here
    std::optional<demand::Maker> maker;
};
BOOST_DESCRIBE_STRUCT(ReleaseItem, (), (demand, founder, supporters, more_count, maker))

// What came without anybody asking.
struct UnaskedItem {
    std::string title;
    std::string reason;
};
BOOST_DESCRIBE_STRUCT(UnaskedItem, (), (title, reason))

struct WordView {
    WordKind kind = WordKind::late;
    Time at{};
    people::Card by;
    std::optional<demand::DemandCard> who;  // who got off
    std::optional<Time> new_time;
    std::string reason;
};
BOOST_DESCRIBE_STRUCT(WordView, (), (kind, at, by, who, new_time, reason))

struct ReleasePage {
    BusCard bus;
    Html body;
    std::vector<ReleaseItem> items;
    std::int64_t people_count = 0;  // distinct people behind all of it
    std::vector<UnaskedItem> unasked;
    std::vector<IssueNote> issues;
    std::vector<SignatureNote> signatures;
    std::vector<WordView> words;
    std::string studio_url;
};
BOOST_DESCRIBE_STRUCT(ReleasePage, (),
                      (bus, body, items, people_count, unasked, issues, signatures, words, studio_url))

// ---- the staff's side
struct TimetableLine {
    std::string product_label;
    std::string url;
    std::optional<TimetableView> table;
};
BOOST_DESCRIBE_STRUCT(TimetableLine, (), (product_label, url, table))

struct StudioReleasesPage {
    std::vector<BusCard> waiting;
    std::vector<BusCard> past;
    std::vector<TimetableLine> timetables;
};
BOOST_DESCRIBE_STRUCT(StudioReleasesPage, (), (waiting, past, timetables))

struct StudioTimetablePage {
    std::string product_label;
    std::string act_url;
    std::string time_zone;
    Weekday leaves_weekday = Weekday::friday;
    std::string leaves_at;
    Weekday boarding_weekday = Weekday::wednesday;
    std::string boarding_at;
    bool first_bus = false;  // none has a number yet
    std::int64_t first_number = 1;
};
BOOST_DESCRIBE_STRUCT(StudioTimetablePage, (),
                      (product_label, act_url, time_zone, leaves_weekday, leaves_at, boarding_weekday,
                       boarding_at, first_bus, first_number))

struct StudioReleasePage {
    BusCard bus;
    std::string act_url;
    bool waits = false;  // it has neither left nor been skipped
    std::vector<demand::DemandCard> seats;
    std::vector<demand::DemandCard> platform;  // in the plan, and on no bus
    std::vector<WordView> words;
    std::string typed_version;
    std::string markdown;  // as kept or typed
};
BOOST_DESCRIBE_STRUCT(StudioReleasePage, (),
                      (bus, act_url, waits, seats, platform, words, typed_version, markdown))

// One public word: somebody gets off, the bus is late, or it does not run.
struct StudioWordPage {
    WordKind kind = WordKind::late;
    BusCard bus;
    std::string back_url;
    std::string act_url;
    std::optional<demand::DemandCard> who;
    std::int64_t hours = 24;
    std::string reason;  // as typed
};
BOOST_DESCRIBE_STRUCT(StudioWordPage, (), (kind, bus, back_url, act_url, who, hours, reason))

}  // namespace canyu::release
