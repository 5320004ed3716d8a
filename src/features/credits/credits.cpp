#include "features/credits/credits.hpp"

#include <algorithm>

#include "features/credits/store.hpp"

namespace canyu::credits {
namespace {

void give_for_words(db::Writer& writer, const demand::Changed& changed, const demand::Demand& demand,
                    CreditKind kind) {
    for (const Id person : demand::people_of(writer, demand.id)) {
        const auto behind = demand::behind(writer, demand.id, person);
        if (!behind || !behind->deed || behind->said_at > changed.at) continue;
        const bool in_own_words = behind->report.has_value();
        if (in_own_words != (kind == CreditKind::report_shipped)) continue;
        store::insert(writer, {person, *behind->deed, kind, demand.product_id, demand.id, changed.at});
    }
}

void give_for_trying(db::Writer& writer, const demand::Changed& changed, const demand::Demand& demand) {
    using participation::Object;
    using participation::Verb;
    for (const demand::Judged& judged : demand::judged(writer, demand)) {
        if (!judged.works) continue;
        const auto deed =
            participation::standing(writer, judged.person, Verb::confirm, Object::demand, demand.id);
        if (deed)
            store::insert(writer, {judged.person, deed->id, CreditKind::fix_confirmed, demand.product_id,
                                   demand.id, changed.at});
    }
}

}  // namespace

void give(db::Writer& writer, const demand::Changed& changed) {
    const auto demand = demand::find(writer, changed.demand);
    if (!demand) return;
    if (changed.act == demand::DemandAct::surfaced)
        give_for_words(writer, changed, *demand, CreditKind::support_surfaced);
    if (changed.act == demand::DemandAct::shipped)
        give_for_words(writer, changed, *demand, CreditKind::report_shipped);
    if (changed.act == demand::DemandAct::works) give_for_trying(writer, changed, *demand);
}

std::vector<Id> people_with(db::Reader& reader, const Wanted& wanted, std::int64_t count) {
    return store::people_with(reader, wanted, count);
}

std::vector<Credit> of_person(db::Reader& reader, Id person, const Wanted& wanted, std::int64_t limit) {
    return store::of_person(reader, person, wanted, limit);
}

std::vector<CreditLine> lines(db::Reader& reader, const people::Person& person,
                              const std::vector<Credit>& credits) {
    std::vector<Id> demands;
    for (const Credit& credit : credits) demands.push_back(credit.demand_id);
    const std::vector<demand::DemandCard> cards = demand::cards(reader, demands);
    std::vector<CreditLine> lines;
    for (const Credit& credit : credits) {
        CreditLine line{credit.kind, "", "", receipts::deed_url(person.name, credit.deed_id), credit.at};
        const auto card = std::ranges::find(cards, credit.demand_id, &demand::DemandCard::id);
        if (card != cards.end()) {
            line.demand_title = card->title;
            line.demand_url = card->url;
        }
        lines.push_back(std::move(line));
    }
    return lines;
}

db::Upkeep upkeep() {
    return {{},
            {{"credit", "person_id", "person"},
             {"credit", "deed_id", "participation"},
             {"credit", "demand_id", "demand"},
             {"credit", "product_id", "product"}}};
}

}  // namespace canyu::credits
