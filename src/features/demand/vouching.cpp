// Staff look at who is held, and let those count who speak for themselves.
#include <set>

#include "features/demand/state.hpp"

namespace canyu::demand {

std::vector<words::Held> held(db::Reader& reader, Id product) {
    return store::held(reader, product);
}

Result<void> Demands::vouch(db::Writer& writer, Id demand, const std::vector<Id>& people, Id by, Time now) {
    CANYU_TRY(const Demand seen, get(writer, demand));
    const auto cards = people::cards(writer, people);
    if (cards.empty()) return refuse(422, "demand.nobody_chosen");
    std::set<Id> touched;
    for (const auto& [person, card] : cards) {
        if (!store::vouch(writer, seen.product_id, {person, by, now})) continue;
        state_->record_deciding(writer, by, seen.product_id, demand, "demand.act_vouched", card.display, now);
        for (const Id other : store::demands_of_standing(writer, seen.product_id, person))
            touched.insert(other);
    }
    for (const Id one : touched) state_->measure(writer, one, now);
    state_->draw_line(writer, seen.product_id, now);
    return {};
}

Result<void> Demands::take_vouching_back(db::Writer& writer, Id demand, Id person, Id by, Time now) {
    CANYU_TRY(const Demand seen, get(writer, demand));
    const auto found = people::find(writer, person);
    if (!found) return not_found();
    if (!store::take_vouching_back(writer, seen.product_id, person)) return {};
    state_->record_deciding(writer, by, seen.product_id, demand, "demand.act_vouched_back", found->display,
                            now);
    for (const Id other : store::demands_of_standing(writer, seen.product_id, person))
        state_->measure(writer, other, now);
    state_->draw_line(writer, seen.product_id, now);
    return {};
}

}  // namespace canyu::demand
