// Everybody who came by themselves, and what each may do.
#include <algorithm>

#include "features/admin/forms.hpp"
#include "features/admin/pages.hpp"
#include "features/admin/views.hpp"

namespace canyu::admin {
namespace {

using web::Access;
using web::Context;

constexpr std::int64_t people_per_page = 50;

AdminPerson row(const people::Person& person) {
    return {people::card(person), person.role, person.joined_at, "/studio/people/" + person.name};
}

Result<AdminPeoplePage> people_page(Context& context, const PeopleQuery& query) {
    return context.read([&](db::Reader& reader) -> Result<AdminPeoplePage> {
        AdminPeoplePage page{.q = query.q, .found = people::count_found(reader, query.q)};
        const std::int64_t number = std::min(context.page(), web::page_count(page.found, people_per_page));
        for (const people::Person& person :
             people::search(reader, query.q, (number - 1) * people_per_page, people_per_page))
            page.rows.push_back(row(person));
        page.pagination = web::paginate(context.query(), number, page.found, people_per_page);
        return page;
    });
}

Result<people::Person> person_of(db::Reader& reader, const Context& context) {
    auto person = people::find(reader, std::string_view(context.parameter("person")));
    if (!person) return not_found();
    return *std::move(person);
}

Result<AdminPersonPage> person_page(Context& context) {
    return context.read([&](db::Reader& reader) -> Result<AdminPersonPage> {
        CANYU_TRY(const people::Person person, person_of(reader, context));
        return AdminPersonPage{row(person)};
    });
}

Result<web::Done> post_role(Context& context, const RoleForm& form) {
    return context.act([&](db::Writer& writer) -> Result<web::Done> {
        CANYU_TRY(const people::Person person, person_of(writer, context));
        if (auto set =
                set_role(writer, context.ids(), person.id, form.role, context.member().person, context.now());
            !set)
            return std::unexpected(std::move(set).error());
        return web::Done{"/studio/people/" + person.name, {"admin.said_role", {{"name", person.display}}}};
    });
}

}  // namespace

void add_people_pages(web::Site& site) {
    site.get("/studio/people", Access::admin, "admin/people.html",
             [](Context& c, const PeopleQuery& query) { return people_page(c, query); },
             {.summary = "People by name, newest first"});
    site.get("/studio/people/{person}", Access::admin, "admin/person.html",
             [](Context& c) { return person_page(c); }, {.summary = "What a person may do"});
    site.post(
        "/studio/people/{person}", Access::admin,
        [](Context& c, const RoleForm& form) { return post_role(c, form); }, "admin/person.html",
        [](Context& c, const RoleForm&) { return person_page(c); },
        {.summary = "Change what a person may do"});
}

}  // namespace canyu::admin
