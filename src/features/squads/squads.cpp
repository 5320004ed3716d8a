#include "features/squads/squads.hpp"

#include <fmt/core.h>

#include <algorithm>

#include "base/text.hpp"
#include "features/squads/rules.hpp"
#include "features/squads/store.hpp"
#include "platform/web/checks.hpp"

namespace canyu::squads {
namespace {

// `kind` begins the fields' names: "name" or "module".
Result<void> check_names(const std::string& kind, const std::string& zh, const std::string& en) {
    web::Checks checks;
    checks.length(kind + "_zh", zh, 2, 20);
    checks.length(kind + "_en", en, 2, 40);
    return checks.result();
}

// Somebody who answers for the product: a member is welcome to say what is wrong, not to promise what is
// made.
Result<people::Person> staff_named(db::Reader& reader, const std::string& name) {
    const auto person = people::find(reader, trim(name));
    web::Checks checks;
    checks.that(person.has_value(), "person", "squads.nobody_of_that_name");
    checks.that(!person || person->role != web::Role::member, "person", "squads.only_staff");
    if (auto checked = checks.result(); !checked) return std::unexpected(std::move(checked).error());
    return *person;
}

}  // namespace

Result<Squad> get_standing(db::Reader& reader, Id squad) {
    const auto found = store::find(reader, squad);
    if (!found) return not_found();
    if (found->dissolved_at) return refuse(409, "squads.dissolved");
    return *found;
}

Result<Squad> get_own(db::Reader& reader, Id squad, Id by) {
    CANYU_TRY(const Squad found, get_standing(reader, squad));
    if (!store::is_in(reader, squad, by)) return refuse(403, "squads.only_its_people");
    return found;
}

void record(db::Writer& writer, const Acting& acting, const std::string& act, Id squad,
            const std::string& detail) {
    audit::record(writer, acting.ids, acting.by, act, {"squad", squad}, detail, acting.now);
}

Result<Id> form(db::Writer& writer, const Acting& acting, const NewSquad& squad) {
    const std::string name_zh = clean_line(squad.name_zh);
    const std::string name_en = clean_line(squad.name_en);
    if (auto checked = check_names("name", name_zh, name_en); !checked)
        return std::unexpected(std::move(checked).error());
    CANYU_TRY(const people::Person first, staff_named(writer, squad.person));
    if (!products::find(writer, squad.product)) return not_found();
    const Squad made{acting.ids.next(), squad.product, products::next_number(writer, squad.product, "squad"),
                     name_zh,           name_en,       acting.now,
                     std::nullopt};
    store::insert(writer, made);
    store::add_person(writer, made.id, first.id, acting.now);
    record(writer, acting, "squads.act_formed", made.id, fmt::format("{} · {}", name_zh, name_en));
    record(writer, acting, "squads.act_person_joined", made.id, first.name);
    return made.id;
}

Result<void> rename(db::Writer& writer, const Acting& acting, Id squad, const std::string& name_zh,
                    const std::string& name_en) {
    CANYU_TRY(const Squad found, get_standing(writer, squad));
    const std::string zh = clean_line(name_zh);
    const std::string en = clean_line(name_en);
    if (auto checked = check_names("name", zh, en); !checked) return checked;
    store::set_names(writer, squad, zh, en);
    record(writer, acting, "squads.act_renamed", squad, fmt::format("{} · {}", found.name_zh, found.name_en));
    return {};
}

Result<void> add_person(db::Writer& writer, const Acting& acting, Id squad, const std::string& name) {
    CANYU_TRY([[maybe_unused]] const Squad found, get_standing(writer, squad));
    CANYU_TRY(const people::Person person, staff_named(writer, name));
    if (store::is_in(writer, squad, person.id)) return refuse(409, "squads.in_already");
    if (store::people(writer, squad).size() >= most_people) return refuse(409, "squads.full");
    store::add_person(writer, squad, person.id, acting.now);
    record(writer, acting, "squads.act_person_joined", squad, person.name);
    return {};
}

Result<void> forget(db::Writer& writer, Id person, const std::string& name) {
    if (store::is_in_any(writer, person)) return refuse(409, "squads.hand_over_first");
    audit::forget_detail(writer, name, "squad");
    return {};
}

Result<void> remove_person(db::Writer& writer, const Acting& acting, Id squad, Id person) {
    CANYU_TRY([[maybe_unused]] const Squad found, get_standing(writer, squad));
    if (!store::is_in(writer, squad, person)) return not_found();
    if (store::people(writer, squad).size() == 1) return refuse(409, "squads.last_person");
    store::remove_person(writer, squad, person);
    const auto left = people::find(writer, person);
    record(writer, acting, "squads.act_person_left", squad, left ? left->name : "");
    return {};
}

Result<void> add_module(db::Writer& writer, const Acting& acting, Id squad, const std::string& name_zh,
                        const std::string& name_en) {
    CANYU_TRY([[maybe_unused]] const Squad found, get_standing(writer, squad));
    const Module module{acting.ids.next(), squad, clean_line(name_zh), clean_line(name_en)};
    if (auto checked = check_names("module", module.name_zh, module.name_en); !checked) return checked;
    if (store::modules(writer, squad).size() >= most_modules) return refuse(409, "squads.modules_full");
    store::insert(writer, module);
    record(writer, acting, "squads.act_module_taken", squad,
           fmt::format("{} · {}", module.name_zh, module.name_en));
    return {};
}

Result<void> remove_module(db::Writer& writer, const Acting& acting, Id squad, Id module) {
    CANYU_TRY([[maybe_unused]] const Squad found, get_standing(writer, squad));
    const auto modules = store::modules(writer, squad);
    const auto given_up = std::ranges::find(modules, module, &Module::id);
    if (given_up == modules.end()) return not_found();
    store::remove_module(writer, squad, module);
    record(writer, acting, "squads.act_module_left", squad,
           fmt::format("{} · {}", given_up->name_zh, given_up->name_en));
    return {};
}

std::optional<Squad> find(db::Reader& reader, Id squad) {
    return store::find(reader, squad);
}
std::optional<Squad> find(db::Reader& reader, Id product, std::int64_t number) {
    return store::find(reader, product, number);
}
const std::string& name(const Squad& squad, web::Language language) {
    return language == web::Language::zh ? squad.name_zh : squad.name_en;
}
const std::string& name(const Module& module, web::Language language) {
    return language == web::Language::zh ? module.name_zh : module.name_en;
}
std::string url(db::Reader& reader, const Squad& squad) {
    const auto product = products::find(reader, squad.product_id);
    CANYU_CHECK(product.has_value());
    return fmt::format("/squads/{}/{}", product->slug, squad.number);
}
std::vector<Squad> standing(db::Reader& reader, Id product) {
    return store::standing(reader, product);
}
std::vector<Id> people_of(db::Reader& reader, Id squad) {
    return store::people(reader, squad);
}
std::vector<Id> makers(db::Reader& reader, Id product) {
    std::vector<Id> people;
    for (const Squad& squad : standing(reader, product))
        for (const Id person : people_of(reader, squad.id)) people.push_back(person);
    return people;
}
std::vector<OwnWork> own_work_done(db::Reader& reader, Id product, Time after, Time until) {
    return store::own_work_done(reader, product, after, until);
}
std::vector<Module> modules_of(db::Reader& reader, Id squad) {
    return store::modules(reader, squad);
}

}  // namespace canyu::squads
