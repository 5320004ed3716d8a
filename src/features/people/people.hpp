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
#include "platform/db/upkeep.hpp"
#include "platform/web/identity.hpp"
#include "platform/web/language.hpp"

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
    std::string network{};  // where the request came from, as web::network_of; "" where nobody knows
};

// Where an account came from, as far as it is known: by this, accounts that one hand made are told apart from
// a crowd.
struct Origin {
    Id id;
    Time joined_at{};
    // A keyed hash, 0 for none; of the same place the same number. Forgotten after networks_last.
    std::int64_t network = 0;
    bool imported = false;  // nobody knows when and where from
};
BOOST_DESCRIBE_STRUCT(Origin, (), (id, joined_at, network, imported))
inline constexpr std::chrono::days networks_last{90};

std::optional<Person> find(db::Reader& reader, Id id);
// Upper case is as good as lower.
std::optional<Person> find(db::Reader& reader, std::string_view name);
Card card(const Person& person);
// Nobody who is not there.
std::unordered_map<Id, Card> cards(db::Reader& reader, const std::vector<Id>& ids);
// Those who came themselves; authors of imports are in neither.
std::int64_t count(db::Reader& reader);
std::vector<Person> newest(db::Reader& reader, std::int64_t skipped, std::int64_t limit);
// The same, of those whose name or display has `text` in it.
std::int64_t count_found(db::Reader& reader, std::string_view text);
std::vector<Person> search(db::Reader& reader, std::string_view text, std::int64_t skipped,
                           std::int64_t limit);
std::vector<Origin> origins(db::Reader& reader, const std::vector<Id>& people);
// Of everybody who came themselves after this one, the first to come first.
std::vector<Origin> joined_after(db::Reader& reader, Id person);
// Who came from there before.
std::vector<Id> joined_from(db::Reader& reader, std::int64_t network, Time before);
// For the clock: where accounts older than networks_last came from.
void forget_networks(db::Writer& writer, Time now);
// Staff and administrators, the first to come first.
std::vector<Id> staff(db::Reader& reader);
// Whether anybody can run the community.
bool has_admin(db::Reader& reader);

// A password as it is stored. Slow by design (argon2id, a few at a time): call it outside a write closure.
std::string hash_password(std::string_view password);

// Checks name, display ("" for the name), about and password (8 to 200 characters, not an easy guess; "" is
// refused) as the sign-up form does; field problems name those members. Names that seem to speak for the
// house are only for staff.
Result<void> check(const NewPerson& person);
// The password alone, on the field password.
Result<void> check_password(std::string_view password, std::string_view name);
// Checks all but the password again. `password_hash` is hash_password(person.password), or "" for none. 422
// with "people.name_taken" on the field name, "people.display_of_staff" on display.
Result<Id> add(db::Writer& writer, IdSource& ids, const NewPerson& person, const std::string& password_hash,
               Time now);
// 404; 409 "people.last_admin" when nobody would be left to run the community.
Result<void> set_role(db::Writer& writer, Id person, web::Role role);

// What a person may change about themselves.
struct Profile {
    std::string display;
    std::string about;
    std::string language;  // "zh-CN", "en" or ""
    std::string theme;     // "light", "dark" or ""
};
// 404; field problems name the members.
Result<void> set_profile(db::Writer& writer, Id person, const Profile& profile);
// Signs the person out everywhere. 404.
Result<void> set_password(db::Writer& writer, Id person, const std::string& password_hash);

// The person who stands for an outside author in an import; made on first sight, cannot sign in. An author
// whose name is only a number or a code is shown as a guest, in `language`.
Id import_author(db::Writer& writer, IdSource& ids, const std::string& source, const std::string& author,
                 Time now, web::Language language = web::Language::zh);

// ---- leaving for good
// Nobody's name looks like these; /u/{name} answers 410 for them.
inline constexpr std::string_view left_prefix = "left-";
// Whether this is the password of who asks; 422 on the field `field`, 503 when too many come at once.
Result<void> check_own_password(web::Context& context, const std::string& password, const std::string& field);
// The person's row tells nobody any more who they were: `display` stands beside what they said. 404; 409
// "people.staff_cannot_leave".
Result<void> depart(db::Writer& writer, Id person, const std::string& display, Time now);
// Those of them who are here: not who left, nor the author of an import.
std::vector<Id> who_are_here(db::Reader& reader, const std::vector<Id>& people);
// Stands where somebody's words were, once they are to be read no more.
inline constexpr std::string_view gone_words = "……";

// What a visitor wrote before having an account is kept by others; they finish it when its writer signs up or
// in. Called once the session is open; context.person() is still what it was when the request came.
using AfterSignIn = std::function<void(web::Context&, Id person)>;
// Those words, "" for none; /sign-up?kept=1 and /sign-in?kept=1 show them, so that nobody fears for them.
using KeptWords = std::function<std::string(web::Context&)>;

std::optional<web::Identity> identity(db::Reader& reader, Id person);

// Routes: /sign-up, /sign-in, /sign-out, /sign-out-everywhere, /settings, /settings/password and /me, which
// leads to /u/{name}; that page tells what came of a person's words, so it belongs to the slices that know.
// Both functions may be empty.
void add_pages(web::Site& site, const AfterSignIn& after_sign_in, const KeptWords& kept_words = {});

// What of this slice's rows follows from others, for canyu doctor.
db::Upkeep upkeep();

}  // namespace canyu::people
