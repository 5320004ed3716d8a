#include "features/plan/plan.hpp"

#include <ctime>

#include "base/text.hpp"
#include "features/plan/store.hpp"
#include "platform/audit/audit.hpp"
#include "platform/web/checks.hpp"

namespace canyu::plan {
namespace {

using demand::Stage;

Result<Target> check_target(const Target& target) {
    if (target.horizon != Horizon::week) return Target{target.horizon, std::nullopt};
    web::Checks checks;
    checks.that(target.week.has_value(), "week", "plan.which_week");
    if (auto checked = checks.result(); !checked) return std::unexpected(std::move(checked).error());
    return Target{Horizon::week, monday(*target.week, 0)};
}

// One change of an item that is in the plan: what it becomes, and the row that tells of it.
struct Step {
    Item before;
    Change change;
};

Result<Step> begin(db::Writer& writer, IdSource& ids, Id demand, ChangeKind kind, const std::string& reason,
                   Id by, Time now) {
    if (auto checked = web::public_reason(reason); !checked)
        return std::unexpected(std::move(checked).error());
    const auto item = store::item(writer, demand);
    if (!item) return refuse(409, "plan.not_in");
    return Step{*item,
                {ids.next(), demand, item->product_id, now, by, kind, item->horizon, item->week,
                 item->horizon, item->week, std::string(trim(reason))}};
}

// What a kind of change is called in the audit log: a key of the locale files.
std::string audit_key(ChangeKind kind) {
    switch (kind) {
        case ChangeKind::entered:
            return "plan.act_entered";
        case ChangeKind::moved:
            return "plan.act_moved";
        case ChangeKind::started:
            return "plan.act_started";
        case ChangeKind::shipped:
            return "plan.act_shipped";
        case ChangeKind::left:
            return "plan.act_left";
    }
    return {};
}

void finish(db::Writer& writer, IdSource& ids, const Change& change) {
    store::insert(writer, change);
    audit::record(writer, ids, change.by_person, audit_key(change.kind), {"demand", change.demand_id},
                  change.reason, change.at);
}

}  // namespace

Time monday(Time time, std::int64_t weeks) {
    const std::time_t seconds = to_milliseconds(time) / 1000;
    std::tm day{};
    localtime_r(&seconds, &day);
    day.tm_mday += static_cast<int>(weeks * 7) - (day.tm_wday + 6) % 7;
    day.tm_hour = day.tm_min = day.tm_sec = 0;
    day.tm_isdst = -1;  // the zone decides; midnight stays midnight across a clock change
    return time_from_milliseconds(static_cast<std::int64_t>(std::mktime(&day)) * 1000);
}

Result<void> enter(db::Writer& writer, IdSource& ids, demand::Demands& demands, Id demand,
                   const Target& target, const std::string& reason, Id by, Time now) {
    CANYU_TRY(const Target checked, check_target(target));
    const auto found = demand::find(writer, demand);
    if (!found) return not_found();
    if (found->standing != demand::Standing::open) return refuse(409, "plan.not_open");
    const Item item{demand, found->product_id, checked.horizon, checked.week, now, std::nullopt};
    if (!store::insert(writer, item)) return refuse(409, "plan.in_already");
    finish(writer, ids,
           {ids.next(), demand, item.product_id, now, by, ChangeKind::entered, std::nullopt, std::nullopt,
            item.horizon, item.week, std::string(trim(reason))});
    return demands.set_stage(writer, demand, Stage::planned, std::string(trim(reason)), by, now);
}

Result<void> move(db::Writer& writer, IdSource& ids, Id demand, const Target& target,
                  const std::string& reason, Id by, Time now) {
    CANYU_TRY(const Target checked, check_target(target));
    CANYU_TRY(Step step, begin(writer, ids, demand, ChangeKind::moved, reason, by, now));
    Item item = step.before;
    if (item.shipped_at) return refuse(409, "plan.shipped_already");
    item.horizon = checked.horizon;
    item.week = checked.week;
    store::update(writer, item);
    step.change.to_horizon = item.horizon;
    step.change.to_week = item.week;
    finish(writer, ids, step.change);
    return {};
}

Result<void> start(db::Writer& writer, IdSource& ids, demand::Demands& demands, Id demand,
                   const std::string& reason, Id by, Time now) {
    CANYU_TRY(Step step, begin(writer, ids, demand, ChangeKind::started, reason, by, now));
    // Started again after it shipped: somebody showed that it does not work yet.
    step.before.shipped_at.reset();
    store::update(writer, step.before);
    finish(writer, ids, step.change);
    return demands.set_stage(writer, demand, Stage::making, step.change.reason, by, now);
}

Result<void> ship(db::Writer& writer, IdSource& ids, demand::Demands& demands, Id demand,
                  const std::string& reason, Id by, Time now) {
    CANYU_TRY(Step step, begin(writer, ids, demand, ChangeKind::shipped, reason, by, now));
    if (step.before.shipped_at) return refuse(409, "plan.shipped_already");
    step.before.shipped_at = now;
    store::update(writer, step.before);
    finish(writer, ids, step.change);
    return demands.set_stage(writer, demand, Stage::shipped, step.change.reason, by, now);
}

Result<void> leave(db::Writer& writer, IdSource& ids, demand::Demands& demands, Id demand,
                   const std::string& reason, Id by, Time now) {
    CANYU_TRY(Step step, begin(writer, ids, demand, ChangeKind::left, reason, by, now));
    store::remove(writer, demand);
    step.change.to_horizon.reset();
    step.change.to_week.reset();
    finish(writer, ids, step.change);
    const auto found = demand::find(writer, demand);
    const Stage stage = found && found->surfaced_at ? Stage::surfaced : Stage::heard;
    return demands.set_stage(writer, demand, stage, step.change.reason, by, now);
}

std::optional<Item> find(db::Reader& reader, Id demand) {
    return store::item(reader, demand);
}
std::vector<Item> open_items(db::Reader& reader, Id product) {
    return store::open_items(reader, product);
}
std::vector<Change> changes_of(db::Reader& reader, Id demand) {
    return store::changes_of(reader, demand);
}

}  // namespace canyu::plan
