#include "features/people/people.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "features/participation/participation.hpp"
#include "features/people/names.hpp"
#include "features/people/origin.hpp"
#include "features/people/password.hpp"
#include "features/people/store.hpp"
#include "platform/audit/audit.hpp"
#include "platform/web/sessions.hpp"

namespace canyu::people {
namespace {

bool is_staff(web::Role role) {
    return role != web::Role::member;
}

std::string first_character(std::string_view text) {
    std::size_t end = 0;
    if (!text.empty()) next_character(text, end);
    return std::string(text.substr(0, end));
}

std::unexpected<Problem> refuse_field(int status, const std::string& field, const std::string& key) {
    return std::unexpected(Problem{status, {"problem.look_again", {}}, {{field, {key, {}}}}});
}

NewPerson as_kept(const NewPerson& typed) {
    NewPerson person = typed;
    person.name = as_name(typed.name);
    person.display = as_display(typed.display.empty() ? person.name : typed.display);
    person.about = clean_line(typed.about);
    return person;
}

web::Checks checks_of(const NewPerson& person) {
    web::Checks checks;
    check_name(checks, person.name, is_staff(person.role));
    check_display(checks, person.display, is_staff(person.role));
    check_about(checks, person.about);
    return checks;
}

// A member may not be shown as somebody of the staff is.
Result<void> check_not_of_staff(db::Reader& reader, Id person, web::Role role, const std::string& display) {
    if (is_staff(role)) return {};
    const bool taken = std::ranges::any_of(store::staff(reader), [&](const store::CardRow& other) {
        return other.id != person && look_alike(display, other.display);
    });
    if (taken) return refuse_field(422, "display", "people.display_of_staff");
    return {};
}

Card card_of(const std::string& name, const std::string& display, web::Role role) {
    return {name, display, first_character(display), is_staff(role)};
}

}  // namespace

std::optional<Person> find(db::Reader& reader, Id id) {
    return store::find(reader, id);
}

std::optional<Person> find(db::Reader& reader, std::string_view name) {
    const std::string kept = as_name(name);
    // Anything else is nobody's name, and may hold what a database cannot.
    if (!is_name(kept)) return std::nullopt;
    return store::find(reader, kept);
}

Card card(const Person& person) {
    return card_of(person.name, person.display, person.role);
}

std::unordered_map<Id, Card> cards(db::Reader& reader, const std::vector<Id>& ids) {
    std::unordered_map<Id, Card> found;
    for (const store::CardRow& row : store::cards(reader, ids))
        found.try_emplace(row.id, card_of(row.name, row.display, row.role));
    return found;
}

std::int64_t count(db::Reader& reader) {
    return store::count(reader);
}

std::vector<Person> newest(db::Reader& reader, std::int64_t skipped, std::int64_t limit) {
    return store::newest(reader, skipped, limit);
}

std::int64_t count_found(db::Reader& reader, std::string_view text) {
    return store::count_found(reader, clean_line(text));
}

std::vector<Person> search(db::Reader& reader, std::string_view text, std::int64_t skipped,
                           std::int64_t limit) {
    return store::search(reader, clean_line(text), skipped, limit);
}

std::vector<Id> staff(db::Reader& reader) {
    std::vector<Id> found;
    for (const store::CardRow& row : store::staff(reader)) found.push_back(row.id);
    std::ranges::sort(found);
    return found;
}

bool has_admin(db::Reader& reader) {
    return store::count_admins(reader) > 0;
}

std::string hash_password(std::string_view password) {
    return hash_password(password, HashingTurn::wait());
}

Result<void> check(const NewPerson& typed) {
    const NewPerson person = as_kept(typed);
    web::Checks checks = checks_of(person);
    check_password(checks, "password", person.password, person.name);
    return checks.result();
}

Result<void> check_password(std::string_view password, std::string_view name) {
    web::Checks checks;
    check_password(checks, "password", password, name);
    return checks.result();
}

Result<Id> add(db::Writer& writer, IdSource& ids, const NewPerson& typed, const std::string& password_hash,
               Time now) {
    const NewPerson person = as_kept(typed);
    if (auto checked = checks_of(person).result(); !checked)
        return std::unexpected(std::move(checked).error());
    if (auto checked = check_not_of_staff(writer, {}, person.role, person.display); !checked)
        return std::unexpected(std::move(checked).error());
    const store::PersonRow row{ids.next(),
                               person.name,
                               person.display,
                               person.role,
                               person.about,
                               person.language,
                               "",
                               now,
                               password_hash,
                               false,
                               network_hash(writer, person.network)};
    if (!store::insert(writer, row)) return refuse_field(422, "name", "people.name_taken");
    participation::record(
        writer, ids,
        {row.id, {}, "community", participation::Verb::join, participation::Object::person, row.id}, now);
    return row.id;
}

Result<void> set_role(db::Writer& writer, Id id, web::Role role) {
    const auto person = store::find(writer, id);
    if (!person) return not_found();
    const bool leaves = person->role == web::Role::admin && role != web::Role::admin;
    if (leaves && store::count_admins(writer) == 1) return refuse(409, "people.last_admin");
    store::set_role(writer, id, role);
    return {};
}

Result<void> set_profile(db::Writer& writer, Id id, const Profile& typed) {
    const auto person = store::find(writer, id);
    if (!person) return not_found();
    Profile profile = typed;
    profile.display = as_display(typed.display);
    profile.about = clean_line(typed.about);
    web::Checks checks;
    check_display(checks, profile.display, is_staff(person->role));
    check_about(checks, profile.about);
    if (auto checked = checks.result(); !checked) return checked;
    if (auto checked = check_not_of_staff(writer, id, person->role, profile.display); !checked)
        return checked;
    store::set_profile(writer, id, profile);
    return {};
}

Result<void> set_password(db::Writer& writer, Id id, const std::string& password_hash) {
    if (!store::find(writer, id)) return not_found();
    store::set_password(writer, id, password_hash);
    web::close_all_sessions(writer, id);
    return {};
}

Result<void> depart(db::Writer& writer, Id id, const std::string& display, Time now) {
    const auto person = store::find(writer, id);
    if (!person) return not_found();
    if (is_staff(person->role)) return refuse(409, "people.staff_cannot_leave");
    store::depart(writer, id, std::string(left_prefix) + to_string(id), display, now);
    audit::forget_details(writer, {"person", id});
    return {};
}

std::vector<Id> who_are_here(db::Reader& reader, const std::vector<Id>& people) {
    return store::who_are_here(reader, people);
}

std::optional<web::Identity> identity(db::Reader& reader, Id id) {
    const auto person = store::find(reader, id);
    if (!person) return std::nullopt;
    return web::Identity{person->id,   person->name,     person->display,
                         person->role, person->language, person->theme};
}

}  // namespace canyu::people
