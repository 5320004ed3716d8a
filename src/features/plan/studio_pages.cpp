// The staff's side of the plan: what floats without a place in it, and every act on what has one.
#include <algorithm>
#include <array>

#include "features/plan/board.hpp"
#include "features/plan/forms.hpp"
#include "features/plan/store.hpp"
#include "platform/web/site.hpp"

namespace canyu::plan {
namespace {

// One click puts a demand into next week, which is what the waterline's capacity counts.
constexpr std::int64_t usual_weeks_ahead = 1;
constexpr std::int64_t most_weeks_ahead = 26;
constexpr auto offered_weeks_ahead = std::to_array<std::int64_t>({0, 1, 2, 3, 4, 6, 8});

// What a refused form had in it.
struct Typed {
    std::optional<Horizon> horizon;
    std::optional<std::int64_t> weeks_ahead;
    std::string reason;
};

std::vector<WeekChoice> week_choices(std::int64_t chosen) {
    std::vector<WeekChoice> choices;
    for (const std::int64_t ahead : offered_weeks_ahead)
        choices.push_back({ahead, ahead == 0, ahead == 1, ahead > 1, ahead == chosen});
    return choices;
}

Target target_of(Horizon horizon, std::optional<std::int64_t> weeks_ahead, Time now) {
    if (horizon != Horizon::week) return {horizon, std::nullopt};
    return {horizon, monday(now, std::clamp<std::int64_t>(weeks_ahead.value_or(usual_weeks_ahead), 0,
                                                          most_weeks_ahead))};
}

Result<StudioPlanPage> studio_plan_page(web::Context& context, const demand::Demands& demands) {
    return context.read([&](db::Reader& reader) -> Result<StudioPlanPage> {
        CANYU_TRY(const products::Chosen chosen, products::choose(reader, context, "/studio/plan"));
        StudioPlanPage page;
        page.choices = chosen.choices;
        std::vector<Item> floating;
        for (const Id demand : demand::above_water(reader, chosen.product))
            if (!store::item(reader, demand))
                floating.push_back({demand, chosen.product, Horizon::week, {}, {}, {}});
        const Showing showing{demands, context.language(), context.now()};
        page.waiting = tickets(reader, showing, floating);
        for (Ticket& ticket : tickets(reader, showing, store::open_items(reader, chosen.product))) {
            const bool making = ticket.demand.stage == demand::Stage::making;
            (making ? page.making : page.planned).push_back(std::move(ticket));
        }
        return page;
    });
}

Result<StudioPlanItemPage> item_page(web::Context& context, const demand::Demands& demands,
                                     const Typed& typed) {
    CANYU_TRY(const Id demand, context.id("demand"));
    return context.read([&](db::Reader& reader) -> Result<StudioPlanItemPage> {
        const auto item = store::item(reader, demand);
        const auto shown = tickets(reader, {demands, context.language(), context.now()},
                                   {item.value_or(Item{demand, {}, Horizon::week, {}, {}, {}})});
        if (shown.empty()) return not_found();
        StudioPlanItemPage page;
        page.ticket = shown.front();
        page.in_plan = item.has_value();
        page.being_made = page.ticket.demand.stage == demand::Stage::making;
        page.horizon = typed.horizon.value_or(item ? item->horizon : Horizon::week);
        page.weeks = week_choices(typed.weeks_ahead.value_or(usual_weeks_ahead));
        page.typed_reason = typed.reason;
        page.changes = change_views(reader, store::changes_of(reader, demand));
        return page;
    });
}

// Every act leads back to the demand's page in the staff's plan.
web::Done done(Id demand, std::string said) {
    return {"/studio/plan/" + to_string(demand), {std::move(said), {}}};
}

Result<web::Done> post_enter(web::Context& context, demand::Demands& demands, const EnterForm& form) {
    CANYU_TRY(const Id demand, context.id("demand"));
    const Target target = target_of(form.horizon, form.weeks_ahead, context.now());
    return context.act([&](db::Writer& writer) -> Result<web::Done> {
        if (auto changed = enter(writer, context.ids(), demands, demand, target, form.reason,
                                 context.member().person, context.now());
            !changed)
            return std::unexpected(std::move(changed).error());
        return done(demand, "plan.said_entered");
    });
}

Result<void> carry_out(db::Writer& writer, web::Context& context, demand::Demands& demands, Id demand,
                       const ChangeForm& form) {
    const Id by = context.member().person;
    const Time now = context.now();
    IdSource& ids = context.ids();
    switch (form.act) {
        case PlanAct::move:
            return move(writer, ids, demand,
                        target_of(form.horizon.value_or(Horizon::week), form.weeks_ahead, now), form.reason,
                        by, now);
        case PlanAct::start:
            return start(writer, ids, demands, demand, form.reason, by, now);
        case PlanAct::ship:
            return ship(writer, ids, demands, demand, form.reason, by, now);
        case PlanAct::leave:
            return leave(writer, ids, demands, demand, form.reason, by, now);
    }
    return not_found();
}

const char* said(PlanAct act) {
    switch (act) {
        case PlanAct::move:
            return "plan.said_moved";
        case PlanAct::start:
            return "plan.said_started";
        case PlanAct::ship:
            return "plan.said_shipped";
        case PlanAct::leave:
            return "plan.said_left";
    }
    return "";
}

Result<web::Done> post_change(web::Context& context, demand::Demands& demands, const ChangeForm& form) {
    CANYU_TRY(const Id demand, context.id("demand"));
    return context.act([&](db::Writer& writer) -> Result<web::Done> {
        if (auto changed = carry_out(writer, context, demands, demand, form); !changed)
            return std::unexpected(std::move(changed).error());
        return done(demand, said(form.act));
    });
}

}  // namespace

void add_studio_plan_pages(web::Site& site, demand::Demands& demands) {
    using web::Access;
    using web::Context;
    site.get("/studio/plan", Access::staff, "plan/studio_plan.html",
             [&demands](Context& c) { return studio_plan_page(c, demands); },
             {.summary = "The plan as staff work on it, with what floats outside it"});
    site.get("/studio/plan/{demand}", Access::staff, "plan/studio_item.html",
             [&demands](Context& c) { return item_page(c, demands, {}); },
             {.summary = "One demand's place in the plan and its history"});
    site.post(
        "/studio/plan/{demand}", Access::staff,
        [&demands](Context& c, const EnterForm& form) { return post_enter(c, demands, form); },
        "plan/studio_item.html",
        [&demands](Context& c, const EnterForm& form) {
            return item_page(c, demands, {form.horizon, form.weeks_ahead, form.reason});
        },
        {.summary = "Put a demand into the plan, public at once"});
    site.post(
        "/studio/plan/{demand}/change", Access::staff,
        [&demands](Context& c, const ChangeForm& form) { return post_change(c, demands, form); },
        "plan/studio_item.html",
        [&demands](Context& c, const ChangeForm& form) {
            return item_page(c, demands, {form.horizon, form.weeks_ahead, form.reason});
        },
        {.summary = "Move it, begin it, ship it or take it out, with a public reason"});
}

}  // namespace canyu::plan
