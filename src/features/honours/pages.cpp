// The ladder, and the roll of each title with what its people have it for.
#include <algorithm>

#include "features/honours/showing.hpp"
#include "features/honours/store.hpp"
#include "platform/web/site.hpp"

namespace canyu::honours {
namespace {

using web::Access;
using web::Context;

constexpr std::int64_t people_named = 12;
constexpr std::int64_t holders_per_page = 20;

bool has(db::Reader& reader, Id title, Id person) {
    const std::vector<Title> titles = of_person(reader, person);
    return std::ranges::find(titles, title, &Title::id) != titles.end();
}

Rung rung_of(db::Reader& reader, const Title& title, const Context& context) {
    Rung rung{card_of(reader, title, context.language()), {}, 0, false};
    std::vector<Id> people;
    for (const Holding& holding : store::holders(reader, title.id, 0, people_named))
        people.push_back(holding.person_id);
    const auto cards = people::cards(reader, people);
    for (const Id person : people) rung.holders.push_back(cards.at(person));
    rung.more_count = rung.title.holder_count - std::ssize(people);
    if (const web::Identity* me = context.person()) rung.is_mine = has(reader, title.id, me->person);
    return rung;
}

Result<HonoursPage> honours_page(Context& context) {
    return context.read([&](db::Reader& reader) -> Result<HonoursPage> {
        HonoursPage page;
        for (const Title& title : store::all(reader)) {
            Rung rung = rung_of(reader, title, context);
            if (!rung.title.is_ended || rung.title.holder_count > 0) page.rungs.push_back(std::move(rung));
        }
        return page;
    });
}

HolderLine line_of(db::Reader& reader, const Title& title, const Holding& holding) {
    const auto person = people::find(reader, holding.person_id);
    CANYU_CHECK(person.has_value());
    return {people::card(*person), holding.given_at,
            credits::lines(reader, *person, earned_by(reader, title, person->id))};
}

Result<TitlePage> title_page(Context& context) {
    CANYU_TRY(const Id id, context.id("title"));
    return context.read([&](db::Reader& reader) -> Result<TitlePage> {
        const auto title = store::find(reader, id);
        if (!title) return not_found();
        TitlePage page;
        page.title = card_of(reader, *title, context.language());
        const std::int64_t number =
            std::min(context.page(), web::page_count(page.title.holder_count, holders_per_page));
        for (const Holding& holding :
             store::holders(reader, id, (number - 1) * holders_per_page, holders_per_page))
            page.holders.push_back(line_of(reader, *title, holding));
        page.pagination = web::paginate(context.query(), number, page.title.holder_count, holders_per_page);
        return page;
    });
}

}  // namespace

TitleCard card_of(db::Reader& reader, const Title& title, web::Language language) {
    const auto product = products::find(reader, title.product_id);
    return {url(title),
            name(title, language),
            product ? products::name(*product, language) : "",
            title.deed,
            title.needed,
            title.gives_function,
            title.gives_information,
            title.gives_honour,
            title.gives_benefit,
            store::count_holders(reader, title.id),
            title.ended_at.has_value(),
            "/studio/honours/" + to_string(title.id)};
}

void add_pages(web::Site& site) {
    site.get("/honours", Access::visitor, "honours/honours.html", [](Context& c) { return honours_page(c); },
             {.summary = "The ladder: what each title gives, which deeds earn it, and who has it"});
    site.get("/honours/{title}", Access::visitor, "honours/title.html",
             [](Context& c) { return title_page(c); },
             {.summary = "Who has a title, and for which deeds", .cached = true});
    add_studio_pages(site);
}

}  // namespace canyu::honours
