// The people: members, staff and admins; how they come in, and what others see of them.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/result.hpp"
#include "platform/db/db.hpp"
#include "platform/web/identity.hpp"

namespace canyu::web {
class Context;
class Site;
}  // namespace canyu::web

namespace canyu::people {

struct Person {
    Id id;
    std::string name;     // [a-z0-9_]{3,20}, unique without case, in URLs and mentions
    std::string display;  // as shown, up to 20 characters
    web::Role role = web::Role::member;
    std::string about;
    std::string language;  // "zh-CN", "en" or ""
    std::string theme;     // "light", "dark" or ""
    Time joined_at{};
};
BOOST_DESCRIBE_STRUCT(Person, (), (id, name, display, role, about, language, theme, joined_at))

// What stands beside somebody's words. Part of other slices' views.
struct Card {
    std::string name;
    std::string display;
    std::string initial;
    bool staff = false;
};
BOOST_DESCRIBE_STRUCT(Card, (), (name, display, initial, staff))

struct NewPerson {
    std::string name;
    std::string display;
    std::string password;  // "" for somebody who cannot sign in (imported)
    web::Role role = web::Role::member;
    std::string language;
    std::string about;
};

std::optional<Person> find(db::Reader& reader, Id id);
std::optional<Person> find(db::Reader& reader, std::string_view name);
std::unordered_map<Id, Card> cards(db::Reader& reader, const std::vector<Id>& ids);
std::int64_t count(db::Reader& reader);

// A password as it is stored. Slow by design (argon2id, a few at a time): call it outside a write closure.
std::string hash_password(std::string_view password);

// Checks name, display, password (8 to 200 characters) as the sign-up form does; field problems name those
// members.
Result<void> check(const NewPerson& person);
// `password_hash` is hash_password(person.password), or "" for none. 422 with "people.name_taken" on the
// field name.
Result<Id> add(db::Writer& writer, IdSource& ids, const NewPerson& person, const std::string& password_hash,
               Time now);
Result<void> set_role(db::Writer& writer, Id person, web::Role role);

// The person who stands for an outside author in an import; made on first sight, cannot sign in.
Id import_author(db::Writer& writer, IdSource& ids, const std::string& source, const std::string& author,
                 Time now);

// What a visitor wrote before having an account is kept by others; they finish it when its writer signs up or
// in.
using AfterSignIn = std::function<void(web::Context&, Id person)>;

std::optional<web::Identity> identity(db::Reader& reader, Id person);

// Routes: /sign-up, /sign-in, /sign-out, /sign-out-everywhere, /settings, /u/{name} is shown by the demand
// slice's facts through `profile_parts` (see pages.cpp). `after_sign_in` may be empty.
void add_pages(web::Site& site, AfterSignIn after_sign_in);

}  // namespace canyu::people
