// Merging, splitting and renaming demands; a merge lends reports and supports, so that taking it back
// restores them.
#include "features/demand/state.hpp"
#include "platform/search/search.hpp"

namespace canyu::demand {
namespace {

// The demand and everything that was merged into it, however far.
std::vector<Id> with_merged(db::Reader& reader, Id demand) {
    std::vector<Id> family{demand};
    for (std::size_t i = 0; i < family.size(); ++i) {
        const std::vector<Id> merged = store::merged_into(reader, family[i]);
        family.insert(family.end(), merged.begin(), merged.end());
    }
    return family;
}

}  // namespace

Result<void> Demands::merge(db::Writer& writer, Id from, Id into, Id by, Time now) {
    CANYU_TRY(const Demand source, get(writer, from));
    CANYU_TRY(const Demand named, get(writer, into));
    const Demand target = root_of(writer, named);
    if (source.standing == Standing::merged) return refuse(409, "demand.merged_already");
    // What was decided or begun has its own readers: it may take others in, and not vanish into one.
    if (source.standing != Standing::open) return refuse(409, "demand.decided_already");
    if (source.stage > Stage::surfaced) return refuse(409, "demand.begun_already");
    if (source.id == target.id) return refuse(422, "demand.merge_with_itself");
    if (source.product_id != target.product_id) return refuse(422, "demand.other_product");

    store::set_standing(writer, from, Standing::merged, target.id, "", "");
    state_->follow(writer, source.product_id, report::lend(writer, from, target.id), target.id);
    store::lend(writer, from, target.id);
    store::lend_not_me(writer, from, target.id);
    state_->add_change(writer, from, {now, optional_id(by), DemandAct::merged, "", target.id});
    state_->add_change(writer, target.id, {now, optional_id(by), DemandAct::took_in, "", from});
    state_->record_tidying(writer, by, source.product_id, participation::Object::demand, from,
                           "demand.act_merged", target.title, now);
    search::remove(writer, from);
    state_->measure(writer, from, now);
    refresh(writer, target.product_id, target.id, now);
    return {};
}

Result<void> Demands::undo_merge(db::Writer& writer, Id from, Id by, Time now) {
    CANYU_TRY(const Demand source, get(writer, from));
    if (source.standing != Standing::merged) return refuse(409, "demand.not_merged");
    const Demand target = root_of(writer, source);

    const std::vector<Id> family = with_merged(writer, from);
    state_->follow(writer, source.product_id, report::call_back(writer, family, from), from);
    for (const Id home : family) {
        store::call_back(writer, home, from);
        store::call_not_me_back(writer, home, from);
    }
    store::set_standing(writer, from, Standing::open, std::nullopt, "", "");
    state_->add_change(writer, from, {now, optional_id(by), DemandAct::unmerged, "", target.id});
    state_->add_change(writer, target.id, {now, optional_id(by), DemandAct::gave_back, "", from});
    state_->record_tidying(writer, by, source.product_id, participation::Object::demand, from,
                           "demand.act_unmerged", target.title, now);
    for (const Id changed : {from, target.id}) state_->show_in_search(writer, changed);
    state_->measure(writer, from, now);
    refresh(writer, target.product_id, target.id, now);
    return {};
}

Result<Id> Demands::split(db::Writer& writer, Id from, const std::vector<Id>& reports,
                          const std::string& title, Id by, Time now) {
    CANYU_TRY(const Demand source, get(writer, from));
    CANYU_TRY(const std::string line, as_title(title));
    const std::vector<report::Report> taken = report::find(writer, reports);
    if (taken.empty()) return refuse(422, "demand.split_nothing");
    for (const report::Report& report : taken)
        if (report.demand_id != from) return refuse(422, "demand.split_foreign");

    const Demand made{.id = state_->ids.next(),
                      .product_id = source.product_id,
                      .number = products::next_number(writer, source.product_id, "demand"),
                      .title = line,
                      .founder = taken.front().person_id,
                      .created_at = now,
                      .last_said_at = taken.front().said_at};
    store::insert(writer, made);
    state_->add_change(writer, made.id, {now, optional_id(by), DemandAct::came_of, "", from});
    state_->add_change(writer, from, {now, optional_id(by), DemandAct::split_off, "", made.id});
    for (const report::Report& report : taken) state_->join(writer, report, made, by, now);
    state_->draw_line(writer, source.product_id, now);
    state_->show_in_search(writer, made.id);
    state_->record_tidying(writer, by, source.product_id, participation::Object::demand, from,
                           "demand.act_split", line, now);
    return made.id;
}

Result<void> Demands::rename(db::Writer& writer, Id demand, const std::string& title, Id by, Time now) {
    CANYU_TRY(const Demand named, get(writer, demand));
    CANYU_TRY(const std::string line, as_title(title));
    if (line == named.title) return {};
    store::set_title(writer, demand, line);
    state_->show_in_search(writer, demand);
    state_->add_change(writer, demand, {now, optional_id(by), DemandAct::renamed, named.title, std::nullopt});
    state_->record_tidying(writer, by, named.product_id, participation::Object::demand, demand,
                           "demand.act_renamed", line, now);
    return {};
}

}  // namespace canyu::demand
