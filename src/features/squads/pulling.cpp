// What a squad makes: pulled from above the waterline, read, handed back; and what nobody asked for.
#include <unordered_map>
#include <unordered_set>

#include "base/text.hpp"
#include "features/participation/participation.hpp"
#include "features/squads/rules.hpp"
#include "features/squads/store.hpp"
#include "platform/web/checks.hpp"

namespace canyu::squads {
namespace {

using participation::Object;
using participation::Verb;

void record_deed(db::Writer& writer, const Acting& acting, Id product, Verb verb, Object object,
                 Id object_id) {
    participation::record(writer, acting.ids, {acting.by, product, "product", verb, object, object_id},
                          acting.now);
}

Result<void> check_reason(const std::string& reason) {
    web::Checks checks;
    checks.length("reason", trim(reason), 10, 1000);
    return checks.result();
}

void give_back(db::Writer& writer, const Acting& acting, Id product, const Pull& pull,
               const std::string& reason) {
    store::give_back(writer, pull.id, acting.by, std::string(trim(reason)), acting.now);
    participation::reverse(writer, acting.ids,
                           {pull.pulled_by, product, "product", Verb::pull, Object::demand, pull.demand_id},
                           acting.now);
}

// What has shipped is history: whose it was stays, while it is not sent back as "not fixed".
bool is_shipped(const std::optional<demand::Demand>& demand) {
    return demand && demand->stage >= demand::Stage::shipped;
}

}  // namespace

Result<void> pull(db::Writer& writer, const Acting& acting, demand::Demands& demands, Id squad, Id demand) {
    CANYU_TRY(const Squad own, get_own(writer, squad, acting.by));
    const auto wanted = demand::find(writer, demand);
    if (!wanted || wanted->product_id != own.product_id) return not_found();
    if (is_shipped(wanted)) return refuse(409, "squads.shipped_already");
    const bool in_plan = plan::find(writer, demand).has_value();
    if (!in_plan && !wanted->above_water) return refuse(409, "squads.under_water");
    // Sent back after its squad was dissolved: anybody's again.
    if (const auto held = store::held(writer, demand))
        if (const auto holder = store::find(writer, held->squad_id); holder && holder->dissolved_at)
            store::give_back(writer, held->id, acting.by, "", acting.now);
    const Pull made{acting.ids.next(), demand, squad, acting.now, acting.by, std::nullopt, std::nullopt, ""};
    if (!store::insert(writer, made)) return refuse(409, "squads.pulled_already");
    if (!in_plan) {
        const plan::Target next_week{plan::Horizon::week, plan::monday(acting.now, 1)};
        if (auto entered =
                plan::enter(writer, acting.ids, demands, demand, next_week, "", acting.by, acting.now);
            !entered)
            return entered;
    }
    record_deed(writer, acting, own.product_id, Verb::pull, Object::demand, demand);
    record(writer, acting, "squads.act_pulled", squad, wanted->title);
    return {};
}

Result<void> hand_back(db::Writer& writer, const Acting& acting, Id squad, Id demand,
                       const std::string& reason) {
    CANYU_TRY(const Squad own, get_own(writer, squad, acting.by));
    if (auto checked = check_reason(reason); !checked) return checked;
    const auto held = store::held(writer, demand);
    if (!held || held->squad_id != squad) return refuse(409, "squads.not_held");
    if (is_shipped(demand::find(writer, demand))) return refuse(409, "squads.shipped_already");
    give_back(writer, acting, own.product_id, *held, reason);
    record(writer, acting, "squads.act_handed_back", squad, std::string(trim(reason)));
    return {};
}

Result<void> dissolve(db::Writer& writer, const Acting& acting, Id squad, const std::string& reason) {
    CANYU_TRY(const Squad found, get_standing(writer, squad));
    if (auto checked = check_reason(reason); !checked) return checked;
    for (const Pull& held : store::held_by(writer, squad))
        if (!is_shipped(demand::find(writer, held.demand_id)))
            give_back(writer, acting, found.product_id, held, reason);
    store::set_dissolved(writer, squad, acting.now);
    record(writer, acting, "squads.act_dissolved", squad, std::string(trim(reason)));
    return {};
}

Result<void> read(db::Writer& writer, const Acting& acting, Id squad, const std::vector<Id>& reports) {
    CANYU_TRY(const Squad own, get_own(writer, squad, acting.by));
    const std::vector<Id> held = held_by(writer, squad);
    const std::unordered_set<Id> demands(held.begin(), held.end());
    for (const report::Report& report : report::find(writer, reports)) {
        if (!report.demand_id || !demands.contains(*report.demand_id)) continue;
        if (store::insert(writer, store::Read{report.id, squad, acting.by, acting.now}))
            record_deed(writer, acting, own.product_id, Verb::read, Object::report, report.id);
    }
    return {};
}

Result<Id> begin_own(db::Writer& writer, const Acting& acting, Id squad, const std::string& title,
                     const std::string& reason) {
    CANYU_TRY(const Squad own, get_own(writer, squad, acting.by));
    web::Checks checks;
    const std::string line = clean_line(title);
    checks.length("title", line, 4, 120);
    checks.length("reason", trim(reason), 10, 1000);
    if (auto checked = checks.result(); !checked) return std::unexpected(std::move(checked).error());
    const OwnWork work{acting.ids.next(),         squad,     own.product_id, line,
                       std::string(trim(reason)), acting.by, acting.now,     std::nullopt};
    store::insert(writer, work);
    record(writer, acting, "squads.act_own_begun", squad, line);
    return work.id;
}

Result<void> finish_own(db::Writer& writer, const Acting& acting, Id squad, Id work) {
    CANYU_TRY([[maybe_unused]] const Squad own, get_own(writer, squad, acting.by));
    const auto found = store::own_work(writer, work);
    if (!found || found->squad_id != squad) return not_found();
    if (found->done_at) return refuse(409, "squads.done_already");
    store::set_done(writer, work, acting.now);
    record(writer, acting, "squads.act_own_done", squad, found->title);
    return {};
}

std::vector<Id> held_by(db::Reader& reader, Id squad) {
    std::vector<Id> demands;
    for (const Pull& pull : store::held_by(reader, squad)) demands.push_back(pull.demand_id);
    return demands;
}

std::unordered_map<Id, Id> squads_of(db::Reader& reader, const std::vector<Id>& demands) {
    std::unordered_map<Id, Id> squads;
    for (const Pull& pull : store::held(reader, demands)) squads.emplace(pull.demand_id, pull.squad_id);
    return squads;
}

demand::Makers makers_of(db::Reader& reader, const std::vector<Id>& demands, web::Language language) {
    demand::Makers makers;
    std::unordered_map<Id, demand::Maker> squads;
    for (const Pull& pull : store::held(reader, demands)) {
        const auto [squad, is_new] = squads.try_emplace(pull.squad_id);
        if (is_new) {
            const auto found = store::find(reader, pull.squad_id);
            CANYU_CHECK(found.has_value());
            squad->second = {name(*found, language), url(reader, *found)};
        }
        makers.emplace(pull.demand_id, squad->second);
    }
    return makers;
}

}  // namespace canyu::squads
