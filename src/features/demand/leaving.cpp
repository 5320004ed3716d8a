// What becomes of a person's words when they leave for good and take them along.
#include <set>

#include "features/demand/state.hpp"
#include "features/forum/forum.hpp"
#include "features/notices/notices.hpp"
#include "platform/audit/audit.hpp"
#include "platform/search/search.hpp"

namespace canyu::demand {
namespace {

bool others_stand_behind(db::Reader& reader, const Demand& demand, Id person) {
    if (store::others_ask(reader, demand.id, person)) return true;
    for (const forum::Posting& posting : forum::postings_under(reader, "demand", {demand.id}))
        if (posting.author != person) return true;
    return false;
}

// Wherever its words stand as its title.
void take_title(db::Writer& writer, const Demand& demand) {
    store::set_title(writer, demand.id, std::string(people::gone_words));
    store::empty_old_titles(writer, demand.id);
    forum::take_title(writer, "demand", demand.id);
    notices::forget_about(writer, "demand:" + to_string(demand.id));
    audit::forget_details(writer, {"demand", demand.id});
    audit::forget_detail(writer, demand.title);
    search::remove(writer, demand.id);
}

}  // namespace

void Demands::take_words(db::Writer& writer, Id person, const std::string& reason, Time now) {
    const std::vector<Id> founded = store::founded_by(writer, person);
    std::set<Id> homes(founded.begin(), founded.end());
    std::set<Id> counted(founded.begin(), founded.end());
    std::set<Id> products;
    for (const report::Report& report : report::take_words(writer, person)) {
        search::remove(writer, report.id);
        audit::forget_details(writer, {"report", report.id});
        state_->reword(writer, report);
        products.insert(report.product_id);
        if (report.home_id) homes.insert(*report.home_id);
        if (report.demand_id) counted.insert(*report.demand_id);
    }
    store::empty_objections(writer, person);
    for (const Demand& demand : store::find(writer, {counted.begin(), counted.end()}))
        if (demand.standing != Standing::merged) state_->show_in_search(writer, demand.id);
    for (const Demand& demand : store::find(writer, {homes.begin(), homes.end()})) {
        if (demand.stage > Stage::surfaced || others_stand_behind(writer, demand, person)) continue;
        take_title(writer, demand);
        if (demand.standing != Standing::open) continue;
        store::set_standing(writer, demand.id, Standing::declined, std::nullopt, reason, "");
        state_->add_change(writer, demand.id, {now, std::nullopt, DemandAct::declined, reason, std::nullopt});
    }
    for (const Id product : products) state_->draw_line(writer, product, now);
}

}  // namespace canyu::demand
