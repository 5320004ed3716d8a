// What the plan's pages show and its API answers.
#pragma once

#include "features/plan/plan.hpp"
#include "platform/web/pagination.hpp"

namespace canyu::plan {

// A demand on the board.
struct Ticket {
    demand::DemandCard demand;
    std::optional<Time> week;
    bool late = false;  // its week is over and it has not shipped
    std::optional<Time> shipped_at;
    std::string changed_reason;  // why it was last moved, "" if it never was
    std::string act_url;         // for staff
    std::optional<demand::Maker> maker;
};
BOOST_DESCRIBE_STRUCT(Ticket, (), (demand, week, late, shipped_at, changed_reason, act_url, maker))

struct PlanChange {
    Time at{};
    people::Card by;
    ChangeKind kind = ChangeKind::entered;
    demand::DemandCard demand;
    std::optional<Horizon> from_horizon;
    std::optional<Time> from_week;
    std::optional<Horizon> to_horizon;
    std::optional<Time> to_week;
    bool stays = false;  // moved to where it was: only the reason is new
    std::string reason;
};
BOOST_DESCRIBE_STRUCT(PlanChange, (),
                      (at, by, kind, demand, from_horizon, from_week, to_horizon, to_week, stays, reason))

struct PlanPage {
    std::vector<products::Choice> choices;
    std::vector<Ticket> this_week;  // the week's horizon, nearest first
    std::vector<Ticket> this_quarter;
    std::vector<Ticket> long_road;
    std::vector<Ticket> shipped;
    std::vector<PlanChange> changes;
    std::string changes_url;
};
BOOST_DESCRIBE_STRUCT(PlanPage, (),
                      (choices, this_week, this_quarter, long_road, shipped, changes, changes_url))

struct PlanChangesPage {
    std::vector<products::Choice> choices;
    std::vector<PlanChange> changes;
    std::optional<web::Pagination> pagination;
};
BOOST_DESCRIBE_STRUCT(PlanChangesPage, (), (choices, changes, pagination))

// The staff's: the same board with what can be done to each, and what floats without a place in it.
struct StudioPlanPage {
    std::vector<products::Choice> choices;
    std::vector<Ticket> waiting;
    std::vector<Ticket> planned;
    std::vector<Ticket> making;
};
BOOST_DESCRIBE_STRUCT(StudioPlanPage, (), (choices, waiting, planned, making))

// A week to choose; the first two have names.
struct WeekChoice {
    std::int64_t ahead = 0;
    bool this_week = false;
    bool next_week = false;
    bool later = false;
    bool chosen = false;
};
BOOST_DESCRIBE_STRUCT(WeekChoice, (), (ahead, this_week, next_week, later, chosen))

struct StudioPlanItemPage {
    Ticket ticket;
    bool in_plan = false;
    bool being_made = false;
    Horizon horizon = Horizon::week;  // as chosen, when a form is refused
    std::vector<WeekChoice> weeks;
    std::string typed_reason;  // what was refused
    std::vector<PlanChange> changes;
};
BOOST_DESCRIBE_STRUCT(StudioPlanItemPage, (),
                      (ticket, in_plan, being_made, horizon, weeks, typed_reason, changes))

}  // namespace canyu::plan
