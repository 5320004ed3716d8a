#include "features/squads/showing.hpp"

#include <algorithm>
#include <unordered_map>

#include "features/squads/store.hpp"

namespace canyu::squads {
namespace {

std::optional<std::int64_t> milliseconds(std::optional<Milliseconds> span) {
    return span ? std::optional<std::int64_t>(span->count()) : std::nullopt;
}

// In percent of `whole`, and never too thin to be seen.
std::int64_t width(std::optional<Milliseconds> span, Milliseconds whole) {
    return span ? std::max<std::int64_t>(1, *span * 100 / whole) : 0;
}

std::vector<people::Card> people_cards(db::Reader& reader, Id squad) {
    const std::vector<Id> ids = store::people(reader, squad);
    const auto found = people::cards(reader, ids);
    std::vector<people::Card> cards;
    for (const Id id : ids)
        if (const auto card = found.find(id); card != found.end()) cards.push_back(card->second);
    return cards;
}

}  // namespace

std::string studio_url(Id squad) {
    return "/studio/squads/" + to_string(squad);
}

Table table_of(db::Reader& reader, Id squad) {
    Table table;
    for (demand::DemandCard& card : demand::cards(reader, held_by(reader, squad))) {
        if (card.standing != demand::Standing::open) continue;
        (card.stage >= demand::Stage::shipped ? table.shipped : table.making).push_back(std::move(card));
    }
    return table;
}

SquadCard card_of(db::Reader& reader, const Squad& squad, web::Language language, const VoiceClock& clock,
                  const Table& table) {
    SquadCard card;
    card.name = name(squad, language);
    card.url = url(reader, squad);
    if (const auto product = products::find(reader, squad.product_id))
        card.product_name = products::name(*product, language);
    card.people = people_cards(reader, squad.id);
    for (const Module& module : store::modules(reader, squad.id))
        card.modules.push_back({module.id, name(module, language)});
    card.making_count = static_cast<std::int64_t>(table.making.size());
    card.shipped_count = static_cast<std::int64_t>(table.shipped.size());
    card.answer_milliseconds = milliseconds(clock.legs[static_cast<std::size_t>(Leg::answered)].median);
    card.studio_url = studio_url(squad.id);
    return card;
}

std::vector<SquadCard> cards_of(db::Reader& reader, const std::vector<Squad>& squads, web::Language language,
                                Time now) {
    std::vector<SquadCard> cards;
    for (const Squad& squad : squads)
        cards.push_back(
            card_of(reader, squad, language, clock_of_squad(reader, squad, now), table_of(reader, squad.id)));
    return cards;
}

ClockView clock_view(const VoiceClock& clock) {
    // A little more than the month, so that its line stands inside.
    Milliseconds whole = old_month + old_month / 10;
    for (const LegTimes& leg : clock.legs)
        whole = std::max({whole, leg.median.value_or(whole), leg.p90.value_or(whole)});
    ClockView view;
    view.voices = clock.voices;
    view.line_x = width(old_month, whole);
    view.unread = clock.unread;
    view.beyond_line = clock.beyond_line;
    for (const LegTimes& leg : clock.legs)
        view.legs.push_back({leg.leg, leg.reached, milliseconds(leg.median), milliseconds(leg.p90),
                             width(leg.median, whole), width(leg.p90, whole)});
    if (clock.oldest_unread) {
        view.oldest_unread_at = clock.oldest_unread->said;
        view.oldest_unread_url = "/reports/" + to_string(clock.oldest_unread->report);
    }
    return view;
}

std::vector<OwnWorkView> own_work_views(db::Reader& reader, const std::vector<OwnWork>& work,
                                        web::Language language) {
    std::vector<Id> people;
    for (const OwnWork& one : work) people.push_back(one.by_person);
    const auto authors = people::cards(reader, people);
    std::vector<OwnWorkView> views;
    for (const OwnWork& one : work) {
        const auto squad = store::find(reader, one.squad_id);
        const auto author = authors.find(one.by_person);
        if (!squad) continue;
        views.push_back({one.id, one.title, one.reason, name(*squad, language), url(reader, *squad),
                         author == authors.end() ? people::Card{} : author->second, one.begun_at,
                         one.done_at});
    }
    return views;
}

}  // namespace canyu::squads
