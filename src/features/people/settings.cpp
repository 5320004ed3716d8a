#include "features/people/settings.hpp"

#include "features/people/doors.hpp"
#include "features/people/names.hpp"
#include "features/people/password.hpp"
#include "features/people/store.hpp"
#include "features/people/views.hpp"
#include "platform/web/sessions.hpp"
#include "platform/web/site.hpp"

namespace canyu::people {
namespace {

using web::Access;
using web::Context;
using web::Done;

std::string language_tag(LanguageChoice choice) {
    switch (choice) {
        case LanguageChoice::zh:
            return std::string(tag(web::Language::zh));
        case LanguageChoice::en:
            return std::string(tag(web::Language::en));
        case LanguageChoice::browser:
            break;
    }
    return "";
}

LanguageChoice language_choice(const std::string& tag) {
    const auto language = web::language_from_tag(tag);
    if (!language) return LanguageChoice::browser;
    return *language == web::Language::zh ? LanguageChoice::zh : LanguageChoice::en;
}

std::string theme_name(web::Theme theme) {
    return theme == web::Theme::system ? "" : std::string(enum_name(theme));
}

Result<SettingsPage> settings_page(Context& context) {
    const Id id = context.member().person;
    return context.read([&](db::Reader& reader) -> Result<SettingsPage> {
        const auto person = find(reader, id);
        if (!person) return not_found();
        return SettingsPage{person->name,
                            person->display,
                            person->about,
                            language_choice(person->language),
                            enum_from_name<web::Theme>(person->theme).value_or(web::Theme::system),
                            web::count_sessions(reader, id, context.now())};
    });
}

Result<SettingsPage> settings_page_as_typed(Context& context, const SettingsForm& form) {
    CANYU_TRY(SettingsPage page, settings_page(context));
    page.display = form.display;
    page.about = form.about;
    page.chosen_language = form.chosen_language;
    page.chosen_theme = form.chosen_theme;
    return page;
}

Result<Done> change_settings(Context& context, const SettingsForm& form) {
    const Id person = context.member().person;
    const Profile profile{form.display, form.about, language_tag(form.chosen_language),
                          theme_name(form.chosen_theme)};
    CANYU_TRY(Done done, context.act([&](db::Writer& writer) -> Result<Done> {
        if (auto set = set_profile(writer, person, profile); !set)
            return std::unexpected(std::move(set).error());
        return Done{"/settings", {"people.settings_kept", {}}};
    }));
    // Without a choice the browser decides, so one it was told earlier must not stand in the way.
    for (const auto& [cookie, choice] : {std::pair{"language", profile.language}, {"theme", profile.theme}})
        if (choice.empty()) context.set_cookie({cookie, "", 0, true, false});
    return done;
}

std::unexpected<Problem> not_changed(const web::Checks& checks) {
    Problem problem = checks.result().error();
    problem.message = {"people.password_not_changed", {}};
    return std::unexpected(std::move(problem));
}

// Its hash; "" for somebody who is gone.
std::string kept_password(Context& context) {
    const Id person = context.member().person;
    const auto known = context.read([&](db::Reader& reader) { return store::credentials(reader, person); });
    return known ? known->password_hash : "";
}

Result<Done> change_own_password(Context& context, const PasswordForm& form) {
    const web::Identity& person = context.member();
    web::Checks checks;
    check_password(checks, "new_password", form.new_password, person.name);
    if (!checks.ok()) return not_changed(checks);
    const std::string known = kept_password(context);
    CANYU_TRY(const HashingTurn turn, HashingTurn::ask());
    const bool right = is_password(known, form.current_password, turn);
    checks.that(right, "current_password", "people.current_password_wrong");
    if (!checks.ok()) return not_changed(checks);
    const std::string hash = hash_password(form.new_password, turn);
    if (auto changed = change_password(context, known, hash); !changed)
        return std::unexpected(std::move(changed).error());
    return Done{"/settings", {"people.password_changed", {}}};
}

}  // namespace

Result<void> check_own_password(Context& context, const std::string& password, const std::string& field) {
    CANYU_TRY(const HashingTurn turn, HashingTurn::ask());
    web::Checks checks;
    checks.that(is_password(kept_password(context), password, turn), field, "people.current_password_wrong");
    return checks.result();
}

void set_preferences(db::Writer& writer, Id person, std::string_view language, std::string_view theme) {
    if (!language.empty()) store::set_language(writer, person, std::string(language));
    if (!theme.empty()) store::set_theme(writer, person, theme == "system" ? "" : std::string(theme));
}

void add_settings_pages(web::Site& site) {
    site.get("/settings", Access::member, "people/settings.html",
             [](Context& context) { return settings_page(context); },
             {.summary = "What I have set for myself"});
    site.post(
        "/settings", Access::member,
        [](Context& context, const SettingsForm& form) { return change_settings(context, form); },
        "people/settings.html",
        [](Context& context, const SettingsForm& form) { return settings_page_as_typed(context, form); },
        {.summary = "Change display name, line about me, language and theme"});
    site.post(
        "/settings/password", Access::member,
        [](Context& context, const PasswordForm& form) { return change_own_password(context, form); },
        "people/settings.html", [](Context& context, const PasswordForm&) { return settings_page(context); },
        {.summary = "Change the password, which signs out every other browser", .per_minute = 10});
}

}  // namespace canyu::people
