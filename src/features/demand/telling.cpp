// Who stands behind a demand with which words, and what they are told of it.
#include <fmt/core.h>

#include "features/demand/state.hpp"
#include "features/notices/notices.hpp"

namespace canyu::demand {

const char* told_by(DemandAct act) {
    switch (act) {
        case DemandAct::surfaced:
            return "demand.told_surfaced";
        case DemandAct::planned:
            return "demand.told_planned";
        case DemandAct::making:
            return "demand.told_making";
        case DemandAct::back:
            return "demand.told_back";
        case DemandAct::works:
            return "demand.told_works";
        case DemandAct::reopened:
            return "demand.told_reopened";
        case DemandAct::declined:
            return "demand.told_declined";
        case DemandAct::deferred:
            return "demand.told_deferred";
        case DemandAct::redirected:
            return "demand.told_redirected";
        case DemandAct::opened:
            return "demand.told_opened";
        default:
            return nullptr;
    }
}

namespace {

std::optional<Id> deed(db::Reader& reader, Id person, participation::Verb verb, participation::Object object,
                       Id id) {
    const auto row = participation::standing(reader, person, verb, object, id);
    return row ? std::optional(row->id) : std::nullopt;
}

}  // namespace

std::optional<Behind> behind(db::Reader& reader, Id demand, Id person) {
    if (const auto said = report::first_of(reader, demand, person)) {
        const auto parts = report::form_parts(said->fields);
        return Behind{
            said->id, std::string(report::quote(*said, parts)), said->lang, said->said_at,
            deed(reader, person, participation::Verb::report, participation::Object::report, said->id)};
    }
    const auto supports = store::standing_supports(reader, demand, person);
    if (supports.empty()) return std::nullopt;
    const store::Support& support = supports.front();
    return Behind{
        std::nullopt, support.why, language_of(support.why), support.said_at,
        deed(reader, person, participation::Verb::support, participation::Object::demand, support.home_id)};
}

void tell_of_change(db::Writer& writer, IdSource& ids, const Changed& changed) {
    const char* key = told_by(changed.act);
    const auto demand = find(writer, changed.demand);
    const auto product = demand ? products::find(writer, demand->product_id) : std::nullopt;
    if (!key || !product) return;
    std::vector<Id> people = people_of(writer, changed.demand);
    if (changed.by) std::erase(people, *changed.by);
    notices::tell(writer, ids,
                  {notices::Kind::receipt,
                   fmt::format("demand:{}", to_string(changed.demand)),
                   url(*product, demand->number),
                   {key, {{"title", demand->title}}},
                   {"demand.told_because", {}}},
                  std::move(people), changed.at);
}

}  // namespace canyu::demand
