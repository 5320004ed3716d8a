// The staff's side: who knows what, how long silence may last, and who was asked.
#include <algorithm>

#include "base/text.hpp"
#include "features/answers/forms.hpp"
#include "features/answers/pages.hpp"
#include "features/answers/store.hpp"
#include "platform/web/checks.hpp"

namespace canyu::answers {
namespace {

using forum::Scope;
using web::Access;
using web::Context;
using web::Done;

constexpr std::int64_t silent_shown = 30;
constexpr const char* page_name = "answers/studio_answers.html";

// A board or product somebody can be an expert for.
struct Place {
    Scope scope;
    Id id;
    std::string slug;
    std::string label;
};
std::vector<Place> places_of(db::Reader& reader, web::Language language) {
    std::vector<Place> places;
    for (const products::Product& product : products::all(reader))
        places.push_back({Scope::product, product.id, product.slug, products::name(product, language)});
    for (const forum::Board& board : forum::boards(reader))
        places.push_back({Scope::board, board.id, board.slug, forum::name(board, language)});
    return places;
}

std::string key_of(const Place& place) {
    return std::string(enum_name(place.scope)) + " " + place.slug;
}

void add_experts(db::Reader& reader, const Context& context, const ExpertForm& typed,
                 StudioAnswersPage& page) {
    const auto places = places_of(reader, context.language());
    for (const Place& place : places)
        page.places.push_back({key_of(place), place.label, key_of(place) == typed.place});
    const auto experts = forum::experts(reader);
    std::vector<Id> people;
    for (const forum::Expert& expert : experts) people.push_back(expert.person_id);
    const auto cards = people::cards(reader, people);
    for (const forum::Expert& expert : experts) {
        const auto place = std::ranges::find(places, expert.scope_id, &Place::id);
        const auto card = cards.find(expert.person_id);
        if (place == places.end() || card == cards.end()) continue;
        page.experts.push_back({card->second, place->label,
                                "/studio/experts/" + std::string(enum_name(expert.scope)) + "/" +
                                    to_string(expert.scope_id) + "/" + to_string(expert.person_id)});
    }
}

// What was typed into the forms of the page and refused.
struct Typed {
    std::optional<PatienceForm> patience{};
    ExpertForm expert{};
    std::string who{};
    std::string topic{};  // that somebody was to be asked about
};

void add_silent(db::Reader& reader, Time now, const Typed& typed, StudioAnswersPage& page) {
    page.silent_count = forum::count_silent(reader, now);
    const auto ids = silent_ids(reader, 0, silent_shown, now);
    auto routes = store::of_topics(reader, ids);
    std::ranges::sort(routes, {}, &Route::at);
    std::vector<Id> people;
    for (const Route& route : routes) people.push_back(route.person_id);
    const auto cards = people::cards(reader, people);
    for (forum::TopicCard& card : forum::topic_cards(reader, ids, Id{}, now)) {
        StudioSilent silent;
        silent.heat = heat_of(card, now);
        silent.ask_url = "/studio/answers/" + to_string(card.topic_id);
        if (typed.topic == to_string(card.topic_id)) silent.typed_who = typed.who;
        for (const Route& route : routes)
            if (route.topic_id == card.topic_id && cards.contains(route.person_id))
                silent.asked.push_back(
                    {cards.at(route.person_id), route.because, route.at, route.done_at.has_value()});
        silent.topic = std::move(card);
        page.silent.push_back(std::move(silent));
    }
}

Result<StudioAnswersPage> answers_page(Context& context, const Typed& typed) {
    return context.read([&](db::Reader& reader) -> Result<StudioAnswersPage> {
        StudioAnswersPage page;
        const Patience kept = patience(reader);
        page.hours = typed.patience ? typed.patience->hours : kept.hours;
        page.at_most = typed.patience ? typed.patience->at_most : kept.at_most;
        page.typed_person = typed.expert.person;
        add_experts(reader, context, typed.expert, page);
        add_silent(reader, context.now(), typed, page);
        return page;
    });
}

Result<Done> post_patience(Context& context, const PatienceForm& form) {
    return context.act([&](db::Writer& writer) -> Result<Done> {
        if (auto set = set_patience(writer, context.ids(), {form.hours, form.at_most},
                                    context.member().person, context.now());
            !set)
            return std::unexpected(std::move(set).error());
        return Done{"/studio/answers", {"answers.said_patience", {}}};
    });
}

Result<Done> post_ask(Context& context, const AskForm& form) {
    CANYU_TRY(const Id topic, context.id("topic"));
    return context.act([&](db::Writer& writer) -> Result<Done> {
        const auto person = people::find(writer, std::string_view(form.who));
        web::Checks checks;
        checks.that(person.has_value(), "who", "answers.nobody_of_that_name");
        if (auto checked = checks.result(); !checked) return std::unexpected(std::move(checked).error());
        if (auto asked = ask(writer, context.ids(), topic, person->id, context.now()); !asked)
            return std::unexpected(std::move(asked).error());
        return Done{"/studio/answers", {"answers.said_asked", {}}};
    });
}

Result<Done> post_expert(Context& context, const ExpertForm& form) {
    return context.act([&](db::Writer& writer) -> Result<Done> {
        const auto person = people::find(writer, std::string_view(form.person));
        const auto places = places_of(writer, context.language());
        const auto place = std::ranges::find(places, form.place, key_of);
        web::Checks checks;
        checks.that(person.has_value(), "person", "answers.nobody_of_that_name");
        checks.that(place != places.end(), "place", "field.choice");
        if (auto checked = checks.result(); !checked) return std::unexpected(std::move(checked).error());
        const forum::Expert expert{person->id, place->scope, place->id, context.member().person,
                                   context.now()};
        if (auto named = name_expert(writer, context.ids(), expert); !named)
            return std::unexpected(std::move(named).error());
        return Done{"/studio/answers", {"answers.said_expert", {}}};
    });
}

Result<Done> delete_expert(Context& context) {
    CANYU_TRY(const Id place, context.id("place"));
    CANYU_TRY(const Id person, context.id("person"));
    const auto scope = enum_from_name<Scope>(context.parameter("scope"));
    if (!scope) return not_found();
    return context.act([&](db::Writer& writer) -> Result<Done> {
        const forum::Expert expert{person, *scope, place, context.member().person, context.now()};
        if (auto taken = unname_expert(writer, context.ids(), expert); !taken)
            return std::unexpected(std::move(taken).error());
        return Done{"/studio/answers", {"answers.said_expert_back", {}}};
    });
}

}  // namespace

void add_studio_pages(web::Site& site) {
    site.get("/studio/answers", Access::staff, page_name, [](Context& c) { return answers_page(c, {}); },
             {.summary = "Experts, the patience with silence, and who was asked about what"});
    site.post(
        "/studio/answers/patience", Access::staff,
        [](Context& c, const PatienceForm& form) { return post_patience(c, form); }, page_name,
        [](Context& c, const PatienceForm& form) { return answers_page(c, {.patience = form}); },
        {.summary = "After how many hours somebody is asked, and about how many topics at once"});
    site.post(
        "/studio/answers/{topic}", Access::staff,
        [](Context& c, const AskForm& form) { return post_ask(c, form); }, page_name,
        [](Context& c, const AskForm& form) {
            return answers_page(c, {.who = form.who, .topic = c.parameter("topic")});
        },
        {.summary = "Ask somebody oneself about a silent topic"});
    site.post(
        "/studio/experts", Access::staff,
        [](Context& c, const ExpertForm& form) { return post_expert(c, form); }, page_name,
        [](Context& c, const ExpertForm& form) { return answers_page(c, {.expert = form}); },
        {.summary = "Name somebody an expert for a board or a product"});
    site.del("/studio/experts/{scope}/{place}/{person}", Access::staff,
             [](Context& c) { return delete_expert(c); }, {.summary = "No longer an expert"});
}

}  // namespace canyu::answers
