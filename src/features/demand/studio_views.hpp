// What the staff pages show.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "features/demand/demand_views.hpp"
#include "features/demand/studio_forms.hpp"
#include "features/words/words.hpp"
#include "platform/web/pagination.hpp"

namespace canyu::demand {

struct StudioProduct {
    std::string slug;
    std::string name;  // in the reader's language
    bool current = false;
};
BOOST_DESCRIBE_STRUCT(StudioProduct, (), (slug, name, current))

// A probability as a person says it.
enum class Likeness { surely, likely, perhaps, hardly };
BOOST_DESCRIBE_ENUM(Likeness, surely, likely, perhaps, hardly)

// ---- reports and where they belong
struct StudioSuggestion {
    Id demand_id;
    std::int64_t number = 0;
    Stage stage = Stage::heard;
    std::int64_t people = 0;
    Html marked_title;
    Html marked_words;
    double probability = 0;
    Likeness likeness = Likeness::hardly;
};
BOOST_DESCRIBE_STRUCT(StudioSuggestion, (),
                      (demand_id, number, stage, people, marked_title, marked_words, probability, likeness))

struct StudioReport {
    Id report_id;
    people::Card author;
    report::ReportKind kind = report::ReportKind::line;
    std::string words_title;
    std::string words;
    std::vector<ReportPartView> parts;
    std::string words_language;  // "" when not known
    std::optional<words::Mood> mood;
    Time said_at{};
    std::string product_name;
    report::ReportState state = report::ReportState::waiting;
    std::optional<DemandCard> placed_in;
    std::string state_reason;
};
BOOST_DESCRIBE_STRUCT(StudioReport, (),
                      (report_id, author, kind, words_title, words, parts, words_language, mood, said_at,
                       product_name, state, placed_in, state_reason))

// A report with the ways it can go, and what was typed into them.
struct StudioPlacing {
    StudioReport said;
    Id report_id;
    std::vector<StudioSuggestion> suggestions;
    std::string prefix;  // of the ids of its fields, where several stand on a page
    std::optional<std::int64_t> number;
    std::string new_title;
    std::string reason;
    std::string back;
};
BOOST_DESCRIBE_STRUCT(StudioPlacing, (),
                      (said, report_id, suggestions, prefix, number, new_title, reason, back))

struct StudioInboxPage {
    std::vector<StudioProduct> products;
    bool all_products = true;
    std::int64_t waiting = 0;
    std::vector<StudioPlacing> placings;
    std::optional<web::Pagination> pagination;
};
BOOST_DESCRIBE_STRUCT(StudioInboxPage, (), (products, all_products, waiting, placings, pagination))

struct StudioReportPage {
    StudioPlacing placing;
    std::string looked_for;
};
BOOST_DESCRIBE_STRUCT(StudioReportPage, (), (placing, looked_for))

// ---- why a demand stands where it does
struct StudioWhy {
    Id demand_id;
    std::string demand_title;
    std::int64_t demand_number = 0;
    Stage demand_stage = Stage::heard;
    Standing demand_standing = Standing::open;
    bool floats = false;
    bool can_be_planned = false;
    std::int64_t people = 0;
    std::int64_t counted_people = 0;  // after taking out who only repeats others
    bool some_repeat = false;
    std::int64_t held = 0;  // who do not count until somebody has looked
    std::int64_t not_me = 0;
    std::optional<std::int64_t> agreement_percent;  // where somebody says "not me"
    std::optional<double> severity;                 // where it is bad for somebody
    std::optional<double> breadth;                  // where several parts of the community ask
    std::int64_t new_people = 0;                    // within seven days
    std::int64_t trust_percent = 0;
    std::int64_t freshness_percent = 0;
    double pace = 0;  // 1..2
    double burst = 1;
    std::optional<Time> burst_since;  // more join than its own past lets expect, since then
    double buoyancy = 0;
    std::optional<double> level;  // of the waterline
    std::int64_t capacity = 0;
    std::optional<std::int64_t> quiet_days;  // after which it sinks
    Time last_said_at{};
};
BOOST_DESCRIBE_STRUCT(StudioWhy, (),
                      (demand_id, demand_title, demand_number, demand_stage, demand_standing, floats,
                       can_be_planned, people, counted_people, some_repeat, held, not_me, agreement_percent,
                       severity, breadth, new_people, trust_percent, freshness_percent, pace, burst,
                       burst_since, buoyancy, level, capacity, quiet_days, last_said_at))

// ---- one demand
struct StudioRow {
    StudioReport said;
    Id row_id;
    bool chosen = false;
};
BOOST_DESCRIBE_STRUCT(StudioRow, (), (said, row_id, chosen))

struct StudioChange {
    Time at{};
    std::optional<people::Card> who;
    DemandAct act = DemandAct::heard;
    std::string change_reason;
    std::optional<DemandCard> other;
};
BOOST_DESCRIBE_STRUCT(StudioChange, (), (at, who, act, change_reason, other))

struct StudioAudit {
    Time at{};
    std::optional<people::Card> who;
    std::string deed;  // in the reader's language
    std::string detail;
};
BOOST_DESCRIBE_STRUCT(StudioAudit, (), (at, who, deed, detail))

struct StudioDemandPage {
    Id demand_id;
    std::int64_t number = 0;
    std::string shown_title;
    std::string title;  // as typed, when renaming was refused
    std::string public_url;
    std::string product_name;
    std::string product_slug;
    Stage stage = Stage::heard;
    Standing standing = Standing::open;
    std::optional<DemandCard> into;
    std::string public_reason;
    std::string public_alternative;
    bool stands_alone = true;  // not merged: it can be decided about
    StudioWhy why;
    std::int64_t report_count = 0;
    std::vector<StudioRow> rows;
    std::optional<web::Pagination> pagination;
    std::vector<DemandCard> taken_in;
    std::string split_title;
    // Of the decision, as typed.
    std::optional<Standing> choice;
    std::string reason;
    std::string alternative;
    std::optional<std::int64_t> other_number;
    std::vector<StudioChange> changes;
    std::vector<StudioAudit> deeds;
};
BOOST_DESCRIBE_STRUCT(StudioDemandPage, (),
                      (demand_id, number, shown_title, title, public_url, product_name, product_slug, stage,
                       standing, into, public_reason, public_alternative, stands_alone, why, report_count,
                       rows, pagination, taken_in, split_title, choice, reason, alternative, other_number,
                       changes, deeds))

// ---- merging: evidence side by side
struct StudioQuote {
    people::Card who;
    std::string words;
    std::string words_language;
    Time said_at{};
};
BOOST_DESCRIBE_STRUCT(StudioQuote, (), (who, words, words_language, said_at))

struct StudioEvidence {
    Id evidence_id;
    std::int64_t evidence_number = 0;
    std::string evidence_title;
    Stage stage = Stage::heard;
    Standing standing = Standing::open;
    std::int64_t people = 0;
    Time last_said_at{};
    std::optional<double> probability;  // nothing when it was asked for by its number
    std::optional<Likeness> likeness;
    std::vector<StudioQuote> quotes;
};
BOOST_DESCRIBE_STRUCT(StudioEvidence, (),
                      (evidence_id, evidence_number, evidence_title, stage, standing, people, last_said_at,
                       probability, likeness, quotes))

struct StudioMergePage {
    Id demand_id;
    StudioEvidence mine;
    std::string looked_for;
    std::vector<StudioEvidence> others;
};
BOOST_DESCRIBE_STRUCT(StudioMergePage, (), (demand_id, mine, looked_for, others))

// ---- the surface
struct StudioSinking {
    Id demand_id;
    std::string title;
    Stage stage = Stage::heard;
    std::int64_t people_last_week = 0;
    std::int64_t people_this_week = 0;
};
BOOST_DESCRIBE_STRUCT(StudioSinking, (), (demand_id, title, stage, people_last_week, people_this_week))

struct StudioBoardRow {
    Id demand_id;
    std::int64_t number = 0;
    std::string title;
    bool line_above = false;  // the waterline runs between the row before and this one
    std::int64_t people = 0;
    std::int64_t new_people = 0;
    std::int64_t trust_percent = 0;
    std::int64_t freshness_percent = 0;
    double pace = 0;
    std::optional<Time> burst_since;  // as in StudioWhy
    double buoyancy = 0;
    Time last_said_at{};
};
BOOST_DESCRIBE_STRUCT(StudioBoardRow, (),
                      (demand_id, number, title, line_above, people, new_people, trust_percent,
                       freshness_percent, pace, burst_since, buoyancy, last_said_at))

struct StudioBoardPage {
    std::vector<StudioProduct> products;
    std::string product_slug;
    BoardView view = BoardView::picture;
    std::int64_t capacity = 0;
    std::int64_t floating = 0;
    std::vector<Picture> pictures;
    std::vector<StudioBoardRow> rows;
    std::optional<StudioWhy> why;
    std::vector<StudioSinking> sinking;
};
BOOST_DESCRIBE_STRUCT(StudioBoardPage, (),
                      (products, product_slug, view, capacity, floating, pictures, rows, why, sinking))

}  // namespace canyu::demand
