#include "features/release/showing.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <unordered_set>

#include "features/release/store.hpp"

namespace canyu::release {
namespace {

constexpr std::size_t supporters_named = 12;

Weekday weekday(std::int64_t number) {
    return static_cast<Weekday>(number - 1);
}

}  // namespace

std::string studio_url(Id bus) {
    return "/studio/releases/" + to_string(bus);
}

std::string clock_text(std::int64_t minute) {
    return fmt::format("{:02}:{:02}", minute / 60, minute % 60);
}

TimetableView timetable_view(const Timetable& table, const products::Product& product,
                             web::Language language) {
    return {products::name(product, language), weekday(table.leaves_weekday),
            clock_text(table.leaves_minute),   weekday(table.boarding_weekday),
            clock_text(table.boarding_minute), table.time_zone};
}

BusCard card_of(db::Reader& reader, const Bus& bus, web::Language language, Time now) {
    BusCard card;
    card.bus_number = bus.number;
    card.bus_url = url(reader, bus);
    if (const auto product = products::find(reader, bus.product_id))
        card.product_name = products::name(*product, language);
    card.version = bus.version;
    card.bus_state = state_of(bus, now);
    card.leaves_at = bus.leaves_at;
    card.boarding_ends_at = bus.boarding_ends_at;
    card.left_at = bus.left_at;
    if (const auto late = lateness(bus, now)) card.late_milliseconds = late->count();
    for (const Word& word : store::words(reader, bus.id)) {
        if (word.kind == WordKind::got_off) continue;
        card.last_word = word.reason;
        card.expected_at = word.expected_at;
        break;
    }
    card.aboard_count = static_cast<std::int64_t>(store::seats(reader, bus.id).size());
    return card;
}

std::vector<BusCard> cards_of(db::Reader& reader, const std::vector<Bus>& buses, web::Language language,
                              Time now) {
    std::vector<BusCard> cards;
    for (const Bus& bus : buses) cards.push_back(card_of(reader, bus, language, now));
    return cards;
}

std::vector<BusCard> cards_of(db::Reader& reader, const std::vector<Bus>& buses, const Beside& beside,
                              web::Language language, Time now) {
    std::vector<BusCard> cards = cards_of(reader, buses, language, now);
    const Reached reached = beside.reached(reader, buses);
    for (std::size_t i = 0; i < buses.size(); ++i)
        if (const auto found = reached.find(buses[i].id); found != reached.end())
            cards[i].channel = found->second;
    return cards;
}

void add_items(db::Reader& reader, const Bus& bus, const demand::Demands& demands, web::Language language,
               ReleasePage& page) {
    const std::vector<Id> ids = aboard(reader, bus.id);
    const demand::Makers makers = demands.makers(reader, ids, language);
    std::unordered_set<Id> everybody;
    for (demand::DemandCard& card : demand::cards(reader, ids)) {
        std::vector<Id> people = demand::people_of(reader, card.id);
        everybody.insert(people.begin(), people.end());
        const auto found = demand::find(reader, card.id);
        ReleaseItem item;
        if (const auto founder = people::find(reader, found->founder)) item.founder = people::card(*founder);
        std::erase(people, found->founder);
        if (people.size() > supporters_named) {
            item.more_count = static_cast<std::int64_t>(people.size() - supporters_named);
            people.resize(supporters_named);
        }
        const auto cards = people::cards(reader, people);
        for (const Id person : people)
            if (const auto supporter = cards.find(person); supporter != cards.end())
                item.supporters.push_back(supporter->second);
        if (const auto maker = makers.find(card.id); maker != makers.end()) item.maker = maker->second;
        item.demand = std::move(card);
        page.items.push_back(std::move(item));
    }
    page.people_count = static_cast<std::int64_t>(everybody.size());
}

std::vector<WordView> word_views(db::Reader& reader, Id bus) {
    const std::vector<Word> words = store::words(reader, bus);
    std::vector<Id> people;
    for (const Word& word : words) people.push_back(word.by_person);
    const auto authors = people::cards(reader, people);
    std::vector<WordView> views;
    for (const Word& word : words) {
        WordView view{word.kind, word.at, {}, std::nullopt, word.expected_at, word.reason};
        if (const auto author = authors.find(word.by_person); author != authors.end())
            view.by = author->second;
        if (word.demand_id)
            for (demand::DemandCard& card : demand::cards(reader, {*word.demand_id}))
                view.who = std::move(card);
        views.push_back(std::move(view));
    }
    return views;
}

}  // namespace canyu::release
