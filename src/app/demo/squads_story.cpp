#include "app/demo/squads_story.hpp"

#include "app/demo/need.hpp"
#include "features/squads/squads.hpp"

namespace canyu::demo {

void SquadsStory::add_events(const std::vector<SquadRecord>& records, const std::string& keeper,
                             const AddEvent& add) {
    for (const SquadRecord& r : records) {
        add({r.day, "squad " + r.name_en,
             [this, &r, keeper](db::Writer& writer, Time at) { form(writer, r, cast_.person(keeper), at); }});
        for (Day day = r.day - r.reads_every; day > 0; day -= r.reads_every)
            add({day, "reading by " + r.name_en,
                 [this, &r](db::Writer& writer, Time at) { read(writer, r, at); }});
        for (const OwnWorkRecord& work : r.own_work) {
            add({work.day, work.title,
                 [this, &r, &work](db::Writer& writer, Time at) { begin_own(writer, r, work, at); }});
            if (work.done_day)
                add({*work.done_day, work.title,
                     [this, &r, &work](db::Writer& writer, Time at) { finish_own(writer, r, work, at); }});
        }
    }
}

void SquadsStory::form(db::Writer& writer, const SquadRecord& record, Id by, Time at) {
    const squads::Acting acting{community_.ids(), by, at};
    const Id product = cast_.product(record.product);
    const Id squad =
        need(squads::form(writer, acting, {product, record.name_zh, record.name_en, record.people.front()}));
    for (std::size_t i = 1; i < record.people.size(); ++i)
        need(squads::add_person(writer, acting, squad, record.people[i]));
    for (const ModuleRecord& module : record.modules)
        need(squads::add_module(writer, acting, squad, module.name_zh, module.name_en));
    for (const std::string& name : record.people) squad_of_.emplace(cast_.person(name), squad);
    formed_.emplace(&record, Formed{squad, cast_.person(record.people.front())});
}

void SquadsStory::take(db::Writer& writer, Id demand, Id by, Time at) {
    const auto squad = squad_of_.find(by);
    if (squad == squad_of_.end()) return;
    if (!squads::makers_of(writer, {demand}, web::Language::en).empty()) return;
    need(squads::pull(writer, {community_.ids(), by, at}, community_.demands(), squad->second, demand));
}

void SquadsStory::read(db::Writer& writer, const SquadRecord& record, Time at) {
    const Formed& formed = formed_.at(&record);
    const std::vector<Id> unread = squads::unread_by(writer, formed.squad, at);
    if (!unread.empty())
        need(squads::read(writer, {community_.ids(), formed.first_person, at}, formed.squad, unread));
}

void SquadsStory::begin_own(db::Writer& writer, const SquadRecord& record, const OwnWorkRecord& work,
                            Time at) {
    begun_[&work] = need(squads::begin_own(writer, {community_.ids(), cast_.person(work.by), at},
                                           formed_.at(&record).squad, work.title, work.reason));
}

void SquadsStory::finish_own(db::Writer& writer, const SquadRecord& record, const OwnWorkRecord& work,
                             Time at) {
    need(squads::finish_own(writer, {community_.ids(), cast_.person(work.by), at}, formed_.at(&record).squad,
                            begun_.at(&work)));
}

}  // namespace canyu::demo
