// What the pages of one demand and of one report show.
#pragma once

#include "features/demand/views.hpp"

namespace canyu::demand {

enum class StepState { done, now, next, stopped };
BOOST_DESCRIBE_ENUM(StepState, done, now, next, stopped)

struct DemandStep {
    Stage step = Stage::heard;
    StepState step_state = StepState::next;
    std::optional<Time> reached_at;
};
BOOST_DESCRIBE_STRUCT(DemandStep, (), (step, step_state, reached_at))

// Why it stands where it does. counted = effective people × trust; buoyancy = counted × recency × velocity.
struct RiseFacts {
    std::int64_t heard_people = 0;
    std::int64_t new_people = 0;
    std::int64_t held_people = 0;    // count for nothing until somebody has looked
    std::int64_t not_me_people = 0;  // asked, and without that wish
    // What else it is multiplied by; nothing for 1.
    std::optional<double> severity;
    std::optional<double> breadth;
    std::optional<double> agreement;
    std::optional<double> burst;
    double counted = 0;
    double trust = 0;
    double recency = 0;
    double velocity = 0;
    double buoyancy = 0;
    std::optional<double> level;
    std::int64_t capacity = 0;
    std::optional<std::int64_t> quiet_days;
    bool floats = false;
    bool measured = false;  // against the waterline: open and not in the plan yet
    std::int64_t half_life_days = 0;
    double least_trust = 0;
};
BOOST_DESCRIBE_STRUCT(RiseFacts, (),
                      (heard_people, new_people, held_people, not_me_people, severity, breadth, agreement,
                       burst, counted, trust, recency, velocity, buoyancy, level, capacity, quiet_days,
                       floats, measured, half_life_days, least_trust))

struct DemandQuote {
    Id report_id;
    std::string quoted_title;
    std::string words;
    std::string words_language;
    people::Card author;
    Time said_at{};
};
BOOST_DESCRIBE_STRUCT(DemandQuote, (), (report_id, quoted_title, words, words_language, author, said_at))

// Why somebody supports it, in their words.
struct DemandReason {
    std::string words;
    std::string words_language;
    people::Card author;
    Time said_at{};
};
BOOST_DESCRIBE_STRUCT(DemandReason, (), (words, words_language, author, said_at))

struct DemandChangeLine {
    Time at{};
    DemandAct act = DemandAct::heard;
    std::optional<people::Card> by;
    std::string given_reason;
    std::optional<DemandCard> other;
};
BOOST_DESCRIBE_STRUCT(DemandChangeLine, (), (at, act, by, given_reason, other))

struct DemandDecision {
    Standing decided = Standing::declined;
    std::string public_reason;
    std::string instead;
    std::optional<DemandCard> elsewhere;
};
BOOST_DESCRIBE_STRUCT(DemandDecision, (), (decided, public_reason, instead, elsewhere))

struct DemandPage {
    std::string product;
    std::string product_name;
    DemandCard demand;
    std::int64_t report_count = 0;
    std::vector<DemandStep> steps;
    std::optional<DemandDecision> decision;
    std::optional<Maker> maker;
    // What the reader has to do with it.
    bool i_reported = false;
    bool i_support = false;
    bool i_say_not_me = false;
    std::string my_why;
    std::optional<WorksAnswer> my_answer;
    RiseFacts rise;
    std::string people_url;
    std::vector<DemandQuote> quotes;
    std::vector<DemandReason> reasons;
    std::optional<people::Card> founder;
    bool is_out = false;  // shipped, so that it can be judged
    std::int64_t works_count = 0;
    std::int64_t broken_count = 0;
    std::vector<DemandChangeLine> history;
    std::vector<DemandCard> related;
    forum::Talk talk;
    // What was typed, when a form is refused.
    std::string why;
    std::string words;
    std::string markdown;
};
BOOST_DESCRIBE_STRUCT(DemandPage, (),
                      (product, product_name, demand, report_count, steps, decision, maker, i_reported,
                       i_support, i_say_not_me, my_why, my_answer, rise, people_url, quotes, reasons, founder,
                       is_out, works_count, broken_count, history, related, talk, why, words, markdown))

// ---- who asked for it
struct DemandVoice {
    people::Card author;
    Time first_at{};
    Time last_at{};
    bool reported = false;
    bool fresh = false;  // first heard within a week
    std::string words;   // why they support it
};
BOOST_DESCRIBE_STRUCT(DemandVoice, (), (author, first_at, last_at, reported, fresh, words))

struct DemandPeoplePage {
    DemandCard demand;
    std::vector<DemandVoice> voices;
    std::optional<web::Pagination> pagination;
};
BOOST_DESCRIBE_STRUCT(DemandPeoplePage, (), (demand, voices, pagination))

struct DemandWordsPage {
    DemandCard demand;
    std::int64_t report_count = 0;
    std::vector<DemandQuote> quotes;
    std::optional<web::Pagination> pagination;
};
BOOST_DESCRIBE_STRUCT(DemandWordsPage, (), (demand, report_count, quotes, pagination))

// ---- one report
struct ReportPartView {
    ReportPart part = ReportPart::text;
    std::string part_text;
    std::optional<HowOften> often;  // instead of the text
};
BOOST_DESCRIBE_STRUCT(ReportPartView, (), (part, part_text, often))

// One of those beside which a report joined.
struct WaveReport {
    Id wave_report_id;
    std::string wave_words;
    std::string wave_language;
};
BOOST_DESCRIBE_STRUCT(WaveReport, (), (wave_report_id, wave_words, wave_language))

struct ReportPage {
    Id report_id;
    std::string product;
    std::string product_name;
    report::ReportKind kind = report::ReportKind::line;
    std::string report_title;  // "" for a line
    std::string words;
    std::string words_language;
    std::vector<ReportPartView> parts;
    people::Card author;
    Time said_at{};
    report::ReportState state = report::ReportState::waiting;
    std::string state_reason;
    std::optional<DemandCard> belongs_to;
    std::optional<people::Card> placed_by;  // nobody when its author joined, or the program did it
    std::optional<Time> placed_at;
    std::vector<WaveReport> wave;  // where it came there by itself, with these
    std::int64_t wave_size = 0;
    bool is_mine = false;
    bool held = false;  // seen by its author and the team only, as what was declined
    bool declined = false;
    std::string declined_reason;
    bool gone = false;     // for this reader: nothing above says anything then
    bool taken = false;    // its author left and took the words along
    std::string flag_url;  // "" where the reader has nothing to flag
    std::int64_t completeness = 0;
    std::vector<Suggestion> suggestions;  // while it waits, for its author
    std::int64_t found_count = 0;
};
BOOST_DESCRIBE_STRUCT(ReportPage, (),
                      (report_id, product, product_name, kind, report_title, words, words_language, parts,
                       author, said_at, state, state_reason, belongs_to, placed_by, placed_at, wave,
                       wave_size, is_mine, held, declined, declined_reason, gone, taken, flag_url,
                       completeness, suggestions, found_count))

struct NewReportPage {
    report::ReportKind kind = report::ReportKind::bug;
    std::string product;
    std::vector<ProductChoice> products;
    std::int64_t completeness = 0;
    std::string title;
    std::string text;
    std::string steps;
    std::string expected;
    std::string actual;
    std::optional<HowOften> how_often;
    std::string version;
    std::string who_for;
    std::string today;
    std::string wanted;
    std::string task;
    std::string feeling;
    std::string steps_now;
    std::string where;
    std::string what_happened;
    std::vector<Suggestion> suggestions;
    std::int64_t found_count = 0;
};
BOOST_DESCRIBE_STRUCT(NewReportPage, (),
                      (kind, product, products, completeness, title, text, steps, expected, actual, how_often,
                       version, who_for, today, wanted, task, feeling, steps_now, where, what_happened,
                       suggestions, found_count))

}  // namespace canyu::demand
