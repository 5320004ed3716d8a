// Signing up, in and out, and the way to one's own page.
#include "features/people/doors.hpp"
#include "features/people/forms.hpp"
#include "features/people/password.hpp"
#include "features/people/people.hpp"
#include "features/people/settings.hpp"
#include "features/people/views.hpp"
#include "platform/web/rate_limit.hpp"
#include "platform/web/site.hpp"

namespace canyu::people {
namespace {

using web::Access;
using web::Context;
using web::Done;

// Passwords are guessed by asking often: fewer times a minute than other forms.
constexpr int tries_a_minute = 10;

std::string words_if(bool kept, const KeptWords& kept_words, Context& context) {
    return kept && kept_words ? kept_words(context) : "";
}

bool is_name_taken(const Problem& problem) {
    return !problem.fields.empty() && problem.fields.front().message.key == "people.name_taken";
}

// Joins, or comes back: a form sent twice, or by somebody who forgot having an account, has the right
// password of a name that is taken.
Result<store::Credentials> join(Context& context, const SignUpForm& form) {
    const std::string& address = context.request().remote_address;
    const NewPerson person{form.name,
                           form.display,
                           form.password,
                           web::Role::member,
                           std::string(web::tag(context.language())),
                           "",
                           web::is_public_address(address) ? web::network_of(address) : std::string()};
    if (auto checked = check(person); !checked) return std::unexpected(std::move(checked).error());
    CANYU_TRY(const std::string hash, try_hash_password(person.password));
    auto joined = context.store().write(
        [&](db::Writer& writer) { return add(writer, context.ids(), person, hash, context.now()); });
    if (joined) return store::Credentials{*joined, hash};
    if (is_name_taken(joined.error()))
        if (auto known = find_by_password(context, form.name, form.password)) return known;
    return std::unexpected(std::move(joined).error());
}

Result<Done> sign_up(Context& context, const SignUpForm& form, const AfterSignIn& after_sign_in) {
    CANYU_TRY(const store::Credentials person, join(context, form));
    if (auto entered = enter(context, person); !entered) return std::unexpected(std::move(entered).error());
    if (after_sign_in) after_sign_in(context, person.id);
    return Done{web::local_path(form.next), {"people.welcome", {}}};
}

Result<Done> sign_in(Context& context, const SignInForm& form, const AfterSignIn& after_sign_in) {
    CANYU_TRY(const store::Credentials person, find_by_password(context, form.name, form.password));
    if (auto entered = enter(context, person); !entered) return std::unexpected(std::move(entered).error());
    if (after_sign_in) after_sign_in(context, person.id);
    return Done{web::local_path(form.next), {"people.welcome_back", {}}};
}

http::Response own_page(const Context& context) {
    http::Response response;
    response.status = 303;
    const web::Identity* person = context.person();
    response.headers.add("Location", person ? "/u/" + person->name : "/sign-in?next=%2Fme");
    return response;
}

}  // namespace

void add_pages(web::Site& site, const AfterSignIn& after_sign_in, const KeptWords& kept_words) {
    // open to visitors: this is how they become members
    site.form(
        "/sign-up", Access::visitor, "people/sign_up.html",
        [kept_words](Context& context, const SignUpForm& form) -> Result<SignUpPage> {
            return SignUpPage{form.name, form.display, form.next, form.kept,
                              words_if(form.kept, kept_words, context)};
        },
        [after_sign_in](Context& context, const SignUpForm& form) {
            return sign_up(context, form, after_sign_in);
        },
        {.summary = "Join with a name and a password",
         .per_minute = tries_a_minute,
         .guarded_field = "name"});
    // open to visitors: this is how members are known again
    site.form(
        "/sign-in", Access::visitor, "people/sign_in.html",
        [kept_words](Context& context, const SignInForm& form) -> Result<SignInPage> {
            return SignInPage{form.name, form.next, form.kept, words_if(form.kept, kept_words, context)};
        },
        [after_sign_in](Context& context, const SignInForm& form) {
            return sign_in(context, form, after_sign_in);
        },
        {.summary = "Open a session of this browser", .per_minute = tries_a_minute, .guarded_field = "name"});
    // open to visitors: whose session has run out is signed out already
    site.post("/sign-out", Access::visitor,
              [](Context& context) -> Result<Done> {
                  leave(context);
                  return Done{"/", {"people.signed_out", {}}};
              },
              {.summary = "Close the session of this browser"});
    site.post("/sign-out-everywhere", Access::member,
              [](Context& context) -> Result<Done> {
                  leave_everywhere(context);
                  return Done{"/sign-in", {"people.signed_out_everywhere", {}}};
              },
              {.summary = "Close all sessions of this person"});
    add_settings_pages(site);
    site.get("/me", Access::visitor, "", [](Context& context) { return own_page(context); },
             {.summary = "Leads to one's own page, or to signing in"});
    site.keep_preferences_by(set_preferences);
}

}  // namespace canyu::people
