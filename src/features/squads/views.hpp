// What the pages of squads show and the API answers.
#pragma once

#include "features/squads/clock.hpp"

namespace canyu::squads {

// One leg of the voice's way, with its bars in percent of the widest thing shown.
struct LegView {
    Leg leg = Leg::read;
    std::int64_t reached = 0;
    std::optional<std::int64_t> median_milliseconds;  // nothing while fewer than half have come so far
    std::optional<std::int64_t> p90_milliseconds;
    std::int64_t median_width = 0;
    std::int64_t p90_width = 0;
};
BOOST_DESCRIBE_STRUCT(LegView, (),
                      (leg, reached, median_milliseconds, p90_milliseconds, median_width, p90_width))

struct ClockView {
    std::int64_t voices = 0;
    std::vector<LegView> legs;
    std::int64_t line_x = 0;  // where the old month stands, in percent
    std::int64_t unread = 0;
    std::optional<Time> oldest_unread_at;
    std::string oldest_unread_url;
    std::int64_t beyond_line = 0;
};
BOOST_DESCRIBE_STRUCT(ClockView, (),
                      (voices, legs, line_x, unread, oldest_unread_at, oldest_unread_url, beyond_line))

struct ModuleView {
    Id module_id;
    std::string module_name;
};
BOOST_DESCRIBE_STRUCT(ModuleView, (), (module_id, module_name))

struct OwnWorkView {
    Id work_id;
    std::string title;
    std::string reason;
    std::string squad_name;
    std::string squad_url;
    people::Card by;
    Time begun_at{};
    std::optional<Time> done_at;
};
BOOST_DESCRIBE_STRUCT(OwnWorkView, (), (work_id, title, reason, squad_name, squad_url, by, begun_at, done_at))

struct SquadCard {
    std::string name;
    std::string url;
    std::string product_name;
    std::vector<people::Card> people;
    std::vector<ModuleView> modules;
    std::int64_t making_count = 0;  // demands on its table
    std::int64_t shipped_count = 0;
    std::optional<std::int64_t> answer_milliseconds;  // the median until its users are answered
    std::string studio_url;                           // for staff
};
BOOST_DESCRIBE_STRUCT(SquadCard, (),
                      (name, url, product_name, people, modules, making_count, shipped_count,
                       answer_milliseconds, studio_url))

struct SquadsPage {
    std::vector<products::Choice> choices;
    std::vector<SquadCard> squads;
    std::optional<ClockView> clock;  // of the chosen product, or of the only one
    std::vector<OwnWorkView> own_work;
};
BOOST_DESCRIBE_STRUCT(SquadsPage, (), (choices, squads, clock, own_work))

struct HandedBack {
    demand::DemandCard demand;
    Time at{};
    std::string reason;
};
BOOST_DESCRIBE_STRUCT(HandedBack, (), (demand, at, reason))

struct SquadPage {
    SquadCard squad;
    std::optional<Time> dissolved_at;
    ClockView clock;
    std::vector<demand::DemandCard> making;
    std::vector<demand::DemandCard> shipped;
    std::vector<OwnWorkView> own_work;
    std::vector<HandedBack> handed_back;
};
BOOST_DESCRIBE_STRUCT(SquadPage, (), (squad, dissolved_at, clock, making, shipped, own_work, handed_back))

// ---- the staff's side
struct StudioSquadsPage {
    std::vector<SquadCard> mine;
    std::vector<SquadCard> others;
    std::vector<products::ProductOption> products;
    // What was typed, when the form is refused.
    std::string name_zh;
    std::string name_en;
    std::string person;
};
BOOST_DESCRIBE_STRUCT(StudioSquadsPage, (), (mine, others, products, name_zh, name_en, person))

struct PersonLine {
    Id person_id;
    people::Card who;
};
BOOST_DESCRIBE_STRUCT(PersonLine, (), (person_id, who))

// A demand on the squad's table, with the ways to its users.
struct HeldDemand {
    demand::DemandCard demand;
    std::int64_t waiting_count = 0;  // voices not read
};
BOOST_DESCRIBE_STRUCT(HeldDemand, (), (demand, waiting_count))

struct UnreadVoice {
    Id report_id;
    std::string words;
    people::Card author;
    Time said_at{};
    demand::DemandCard demand;
};
BOOST_DESCRIBE_STRUCT(UnreadVoice, (), (report_id, words, author, said_at, demand))

struct StudioSquadPage {
    SquadCard squad;
    std::string act_url;
    std::string name_zh;  // as typed, when a form is refused; so are those at the end
    std::string name_en;
    bool is_mine = false;
    bool can_take_people = false;
    ClockView clock;
    std::vector<PersonLine> members;
    std::vector<UnreadVoice> unread;  // the longest waiting first
    std::int64_t unread_count = 0;
    std::vector<demand::DemandCard> floating;  // above the waterline or planned, with nobody who makes it
    std::vector<HeldDemand> held;
    std::vector<OwnWorkView> own_work;
    std::string person;
    std::string module_zh;
    std::string module_en;
    std::string title;
    std::string reason;
};
BOOST_DESCRIBE_STRUCT(StudioSquadPage, (),
                      (squad, act_url, name_zh, name_en, is_mine, can_take_people, clock, members, unread,
                       unread_count, floating, held, own_work, person, module_zh, module_en, title, reason))

// Handing a demand back, or dissolving the squad (no demand): both need a reason that everybody will read.
struct StudioReasonPage {
    std::string squad_name;
    std::string squad_url;
    std::string act_url;
    std::optional<demand::DemandCard> demand;
    std::string reason;  // as typed
};
BOOST_DESCRIBE_STRUCT(StudioReasonPage, (), (squad_name, squad_url, act_url, demand, reason))

}  // namespace canyu::squads
