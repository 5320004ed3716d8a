#include "features/answers/answers.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "base/text.hpp"
#include "features/answers/store.hpp"
#include "features/notices/notices.hpp"
#include "features/reading/reading.hpp"
#include "platform/audit/audit.hpp"
#include "platform/search/search.hpp"
#include "platform/web/checks.hpp"

namespace canyu::answers {
namespace {

constexpr Id the_patience{1};
constexpr std::int64_t silent_looked_at = 500;
constexpr std::size_t asked_at_once = 50;
constexpr std::size_t terms_searched = 8;
constexpr std::int64_t posts_of_a_term = 20;
constexpr std::int64_t common_term = 200;  // found so often that it says nothing

struct Candidate {
    Id person;
    Because because;
};

// Whose posts with the words of a title were found helpful, the most helpful first. A rare word says more.
std::vector<Id> helpers(db::Reader& reader, const forum::Silent& topic, Time now) {
    std::vector<std::string> terms = search_terms(topic.title);
    std::ranges::sort(terms);
    terms.erase(std::ranges::unique(terms).begin(), terms.end());
    if (terms.size() > terms_searched) terms.resize(terms_searched);
    std::map<Id, double> scores;
    for (const std::string& term : terms) {
        const search::Page found = search::find(reader, {.text = term,
                                                         .audiences = {"everyone"},
                                                         .product_id = topic.product,
                                                         .kinds = {"post"},
                                                         .now = now,
                                                         .page_size = posts_of_a_term});
        if (found.total == 0 || found.total > common_term) continue;
        std::vector<Id> posts;
        for (const search::Hit& hit : found.hits) posts.push_back(hit.id);
        for (const reading::Mark& mark : reading::marks(reader, posts))
            scores[mark.author_id] += mark.weight / static_cast<double>(found.total);
    }
    std::vector<Id> people;
    for (const auto& [person, score] : scores) people.push_back(person);
    std::ranges::stable_sort(people, std::ranges::greater{}, [&](Id person) { return scores.at(person); });
    return people;
}

std::vector<Candidate> candidates(db::Reader& reader, const forum::Silent& topic,
                                  const FindMakers& find_makers, Time now) {
    std::vector<Candidate> found;
    for (const forum::Expert& expert : forum::experts_for(reader, topic.board, topic.product))
        found.push_back({expert.person_id, Because::expert});
    for (const Id person : helpers(reader, topic, now)) found.push_back({person, Because::helped_with_it});
    for (const Id person : find_makers(reader, topic.product)) found.push_back({person, Because::makes_it});
    return found;
}

using Routes = std::vector<Route>;

bool is_due(const Routes& routes, Id topic, Time before) {
    return std::ranges::none_of(routes, [&](const Route& route) {
        return route.topic_id == topic && !route.done_at && route.at > before;
    });
}

const char* because(Because why) {
    switch (why) {
        case Because::expert:
            return "answers.because_expert";
        case Because::helped_with_it:
            return "answers.because_helped";
        case Because::makes_it:
            return "answers.because_makes";
        case Because::chosen:
            break;
    }
    return "answers.because_chosen";
}

void tell(db::Writer& writer, IdSource& ids, const Route& route, Time now) {
    for (const forum::TopicCard& card : forum::topic_cards(writer, {route.topic_id}, Id{}, now))
        notices::tell(writer, ids,
                      {notices::Kind::request,
                       "topic:" + to_string(route.topic_id),
                       card.url,
                       {"answers.told_waiting", {{"title", card.title}}},
                       {because(route.because), {}}},
                      {route.person_id}, now);
}

bool was_asked(const Routes& routes, Id topic, Id person) {
    return std::ranges::any_of(
        routes, [&](const Route& route) { return route.topic_id == topic && route.person_id == person; });
}

}  // namespace

Patience patience(db::Reader& reader) {
    return store::patience(reader).value_or(Patience{});
}

Result<void> set_patience(db::Writer& writer, IdSource& ids, const Patience& patience, Id by, Time now) {
    web::Checks checks;
    checks.that(patience.hours >= 1 && patience.hours <= 720, "hours", "answers.hours");
    checks.that(patience.at_most >= 1 && patience.at_most <= 20, "at_most", "answers.at_most");
    if (auto checked = checks.result(); !checked) return checked;
    store::set_patience(writer, patience);
    audit::record(writer, ids, by, "answers.act_patience", {"community", the_patience},
                  std::to_string(patience.hours) + " h, " + std::to_string(patience.at_most), now);
    return {};
}

std::vector<Route> choose(db::Reader& reader, const FindMakers& find_makers, Time now) {
    const Patience patience = answers::patience(reader);
    const Time before = now - std::chrono::hours(patience.hours);
    const auto silent = forum::silent(reader, before, 0, silent_looked_at);
    std::vector<Id> topics;
    for (const forum::Silent& topic : silent) topics.push_back(topic.topic);
    const Routes routes = store::of_topics(reader, topics);
    std::map<Id, std::int64_t> waiting;
    for (const Route& route : routes)
        if (!route.done_at) ++waiting[route.person_id];
    std::vector<Route> chosen;
    for (const forum::Silent& topic : silent) {
        if (chosen.size() == asked_at_once) break;
        if (!is_due(routes, topic.topic, before)) continue;
        const auto people = candidates(reader, topic, find_makers, now);
        const auto next = std::ranges::find_if(people, [&](const Candidate& one) {
            return one.person != topic.author && !was_asked(routes, topic.topic, one.person) &&
                   waiting[one.person] < patience.at_most;
        });
        if (next == people.end()) continue;
        ++waiting[next->person];
        chosen.push_back({topic.topic, next->person, next->because, now, std::nullopt});
    }
    return chosen;
}

void keep(db::Writer& writer, IdSource& ids, const std::vector<Route>& routes, Time now) {
    for (const Route& route : routes)
        if (store::insert(writer, route)) tell(writer, ids, route, now);
    const Routes open = store::open(writer);
    std::set<Id> topics;
    for (const Route& route : open) topics.insert(route.topic_id);
    std::set<Id> silent;
    for (const forum::TopicCard& card : forum::topic_cards(writer, {topics.begin(), topics.end()}, Id{}, now))
        if (card.silent) silent.insert(card.topic_id);
    for (const Route& route : open)
        if (!silent.contains(route.topic_id)) store::set_done(writer, route.topic_id, route.person_id, now);
}

Result<void> ask(db::Writer& writer, IdSource& ids, Id topic, Id person, Time now) {
    const auto cards = forum::topic_cards(writer, {topic}, Id{}, now);
    if (cards.empty() || !cards.front().silent) return not_found();
    const auto asked = people::find(writer, person);
    if (asked && asked->name == cards.front().author.name) return refuse(409, "answers.own_topic");
    const Route route{topic, person, Because::chosen, now, std::nullopt};
    if (!store::insert(writer, route)) return refuse(409, "answers.asked_already");
    tell(writer, ids, route, now);
    return {};
}

std::vector<WaitingForMe> waiting_for(db::Reader& reader, Id person, Time now) {
    const Routes routes = store::open_of(reader, person);
    std::vector<Id> topics;
    for (const Route& route : routes) topics.push_back(route.topic_id);
    std::vector<WaitingForMe> waiting;
    for (forum::TopicCard& card : forum::topic_cards(reader, topics, person, now)) {
        if (!card.silent) continue;
        const auto route = std::ranges::find(routes, card.topic_id, &Route::topic_id);
        const std::string pass_url = "/waiting/" + to_string(card.topic_id) + "/pass";
        waiting.push_back({std::move(card), route->because, pass_url});
    }
    std::ranges::sort(waiting, {}, [](const WaitingForMe& one) { return one.topic.opened_at; });
    return waiting;
}

Result<void> pass_on(db::Writer& writer, Id topic, Id person, Time now) {
    if (!store::set_done(writer, topic, person, now)) return not_found();
    return {};
}

}  // namespace canyu::answers
