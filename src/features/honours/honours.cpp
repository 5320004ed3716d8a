#include "features/honours/honours.hpp"

#include <fmt/core.h>

#include <unordered_set>

#include "base/text.hpp"
#include "features/honours/store.hpp"
#include "features/notices/notices.hpp"
#include "platform/audit/audit.hpp"
#include "platform/web/checks.hpp"

namespace canyu::honours {
namespace {

using participation::Object;
using participation::Verb;

constexpr std::size_t most_words = 300;

Title cleaned(Title title) {
    for (std::string Title::* line : {&Title::name_zh, &Title::name_en, &Title::gives_function,
                                      &Title::gives_information, &Title::gives_honour, &Title::gives_benefit})
        title.*line = clean_line(title.*line);
    return title;
}

Result<void> check(const Title& title) {
    web::Checks checks;
    checks.length("name_zh", title.name_zh, 2, 20);
    checks.length("name_en", title.name_en, 2, 40);
    checks.that(title.needed >= 1 && title.needed <= 100, "needed", "honours.how_many");
    checks.length("gives_function", title.gives_function, 0, most_words);
    checks.length("gives_information", title.gives_information, 0, most_words);
    checks.length("gives_honour", title.gives_honour, 0, most_words);
    checks.length("gives_benefit", title.gives_benefit, 0, most_words);
    const bool gives_more =
        !title.gives_function.empty() || !title.gives_information.empty() || !title.gives_honour.empty();
    checks.that(gives_more || title.gives_benefit.empty(), "gives_benefit", "honours.cash_only");
    checks.that(gives_more || !title.gives_benefit.empty(), "gives_function", "honours.gives_nothing");
    return checks.result();
}

void record(db::Writer& writer, const squads::Acting& acting, const char* act, const Title& title) {
    audit::record(writer, acting.ids, acting.by, act, {"title", title.id},
                  fmt::format("{} · {}", title.name_zh, title.name_en), acting.now);
}

credits::Wanted wanted_by(const Title& title) {
    return {title.deed, title.product_id, Time{}};
}

void give(db::Writer& writer, IdSource& ids, const Title& title, Id person, Time now) {
    if (!store::insert(writer, Holding{title.id, person, now})) return;
    participation::record(writer, ids,
                          {person, title.product_id, "product", Verb::earn, Object::title, title.id}, now);
    const web::Language language =
        people::find(writer, person)->language == "en" ? web::Language::en : web::Language::zh;
    notices::tell(writer, ids,
                  {notices::Kind::receipt,
                   fmt::format("title:{}:{}", to_string(title.id), to_string(person)),
                   url(title),
                   {"honours.told", {{"name", name(title, language)}}},
                   {"honours.told_because", {}}},
                  {person}, now);
}

}  // namespace

const std::string& name(const Title& title, web::Language language) {
    return language == web::Language::zh ? title.name_zh : title.name_en;
}

std::string url(const Title& title) {
    return "/honours/" + to_string(title.id);
}

Result<Id> define(db::Writer& writer, const squads::Acting& acting, const Title& defined) {
    if (defined.product_id && !products::find(writer, defined.product_id)) return not_found();
    Title title = cleaned(defined);
    if (auto checked = check(title); !checked) return std::unexpected(std::move(checked).error());
    title.id = acting.ids.next();
    title.defined_at = acting.now;
    title.defined_by = acting.by;
    title.ended_at = std::nullopt;
    store::insert(writer, title);
    record(writer, acting, "honours.act_defined", title);
    return title.id;
}

Result<void> reword(db::Writer& writer, const squads::Acting& acting, Id id, const Title& words) {
    auto title = store::find(writer, id);
    if (!title) return not_found();
    title->name_zh = words.name_zh;
    title->name_en = words.name_en;
    title->gives_function = words.gives_function;
    title->gives_information = words.gives_information;
    title->gives_honour = words.gives_honour;
    title->gives_benefit = words.gives_benefit;
    title = cleaned(*std::move(title));
    if (auto checked = check(*title); !checked) return checked;
    store::update(writer, *title);
    record(writer, acting, "honours.act_reworded", *title);
    return {};
}

Result<void> end(db::Writer& writer, const squads::Acting& acting, Id id) {
    auto title = store::find(writer, id);
    if (!title) return not_found();
    if (title->ended_at) return refuse(409, "honours.ended_already");
    title->ended_at = acting.now;
    store::update(writer, *title);
    record(writer, acting, "honours.act_ended", *title);
    return {};
}

void give_titles(db::Writer& writer, IdSource& ids, Time now) {
    for (const Title& title : store::all(writer)) {
        if (title.ended_at) continue;
        const std::vector<Id> holders = store::all_holders(writer, title.id);
        const std::unordered_set<Id> has(holders.begin(), holders.end());
        std::vector<Id> people = credits::people_with(writer, wanted_by(title), title.needed);
        std::erase_if(people, [&](Id person) { return has.contains(person); });
        for (const Id person : people::who_are_here(writer, people))
            if (people::find(writer, person)->role == web::Role::member)
                give(writer, ids, title, person, now);
    }
}

std::optional<Title> find(db::Reader& reader, Id title) {
    return store::find(reader, title);
}

std::vector<Title> of_person(db::Reader& reader, Id person) {
    return store::of_person(reader, person);
}

std::vector<credits::Credit> earned_by(db::Reader& reader, const Title& title, Id person) {
    return credits::of_person(reader, person, wanted_by(title), title.needed);
}

std::vector<TitleTag> tags_of(db::Reader& reader, Id person, web::Language language) {
    std::vector<TitleTag> tags;
    for (const Title& title : of_person(reader, person)) tags.push_back({name(title, language), url(title)});
    return tags;
}

}  // namespace canyu::honours
