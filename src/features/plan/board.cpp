#include "features/plan/board.hpp"

#include <unordered_map>

#include "features/plan/store.hpp"

namespace canyu::plan {
namespace {

std::unordered_map<Id, demand::DemandCard> cards_by_id(db::Reader& reader, const std::vector<Id>& ids) {
    std::unordered_map<Id, demand::DemandCard> cards;
    for (auto& card : demand::cards(reader, ids)) cards.emplace(card.id, std::move(card));
    return cards;
}

std::string last_move(db::Reader& reader, Id demand) {
    for (const Change& change : store::changes_of(reader, demand))
        if (change.kind == ChangeKind::moved) return change.reason;
    return {};
}

}  // namespace

std::vector<Ticket> tickets(db::Reader& reader, const Showing& showing, const std::vector<Item>& items) {
    std::vector<Id> ids;
    for (const Item& item : items) ids.push_back(item.demand_id);
    const auto cards = cards_by_id(reader, ids);
    demand::Makers makers = showing.demands.makers(reader, ids, showing.language);
    std::vector<Ticket> made;
    for (const Item& item : items) {
        const auto card = cards.find(item.demand_id);
        if (card == cards.end()) continue;
        const bool late = item.week && !item.shipped_at && *item.week < monday(showing.now, 0);
        Ticket ticket{card->second,
                      item.week,
                      late,
                      item.shipped_at,
                      last_move(reader, item.demand_id),
                      "/studio/plan/" + to_string(item.demand_id),
                      std::nullopt};
        if (const auto maker = makers.find(item.demand_id); maker != makers.end())
            ticket.maker = std::move(maker->second);
        made.push_back(std::move(ticket));
    }
    return made;
}

std::vector<PlanChange> change_views(db::Reader& reader, const std::vector<Change>& changes) {
    std::vector<Id> demands;
    std::vector<Id> people;
    for (const Change& change : changes) {
        demands.push_back(change.demand_id);
        people.push_back(change.by_person);
    }
    const auto cards = cards_by_id(reader, demands);
    const auto authors = people::cards(reader, people);
    std::vector<PlanChange> views;
    for (const Change& change : changes) {
        const auto card = cards.find(change.demand_id);
        const auto author = authors.find(change.by_person);
        if (card == cards.end() || author == authors.end()) continue;
        const bool stays = change.from_horizon == change.to_horizon && change.from_week == change.to_week;
        views.push_back({change.at, author->second, change.kind, card->second, change.from_horizon,
                         change.from_week, change.to_horizon, change.to_week, stays, change.reason});
    }
    return views;
}

}  // namespace canyu::plan
