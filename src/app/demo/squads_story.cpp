#include "app/demo/squads_story.hpp"

#include "app/demo/need.hpp"
#include "features/squads/squads.hpp"

namespace canyu::demo {

void SquadsStory::form(db::Writer& writer, const SquadRecord& record, Id product,
                       const std::unordered_map<std::string, Id>& people, Id by, Time at) {
    const squads::Acting acting{community_.ids(), by, at};
    const Id squad =
        need(squads::form(writer, acting, {product, record.name_zh, record.name_en, record.people.front()}));
    for (std::size_t i = 1; i < record.people.size(); ++i)
        need(squads::add_person(writer, acting, squad, record.people[i]));
    for (const ModuleRecord& module : record.modules)
        need(squads::add_module(writer, acting, squad, module.name_zh, module.name_en));
    for (const std::string& name : record.people) squad_of_.emplace(people.at(name), squad);
    formed_.emplace(&record, Formed{squad, people.at(record.people.front())});
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

void SquadsStory::begin_own(db::Writer& writer, const SquadRecord& record, const OwnWorkRecord& work, Id by,
                            Time at) {
    const Id squad = formed_.at(&record).squad;
    begun_[&work] = {
        squad, need(squads::begin_own(writer, {community_.ids(), by, at}, squad, work.title, work.reason))};
}

void SquadsStory::finish_own(db::Writer& writer, const OwnWorkRecord& work, Id by, Time at) {
    const Begun& begun = begun_.at(&work);
    need(squads::finish_own(writer, {community_.ids(), by, at}, begun.squad, begun.work));
}

}  // namespace canyu::demo
