// What holds for the whole community.
#include "features/admin/forms.hpp"
#include "features/admin/pages.hpp"
#include "features/admin/views.hpp"

namespace canyu::admin {
namespace {

using web::Access;
using web::Context;

Result<AdminSettingsPage> settings_page(Context& context) {
    return context.read([&](db::Reader& reader) -> Result<AdminSettingsPage> {
        const Settings stored = settings(reader);
        const jobs::Counts counts = jobs::Jobs::counts(reader);
        return AdminSettingsPage{stored.community_name, stored.default_language == web::Language::en,
                                 counts.waiting, counts.dead};
    });
}

Result<AdminSettingsPage> settings_again(Context& context, const SettingsForm& form) {
    CANYU_TRY(AdminSettingsPage page, settings_page(context));
    page.wanted_community_name = form.community_name;
    page.english = form.default_language == "en";
    return page;
}

Result<web::Done> save(Context& context, const SettingsForm& form) {
    CANYU_TRY(const web::Language language, language_of(form.default_language));
    return context.act([&](db::Writer& writer) -> Result<web::Done> {
        if (auto set = set_settings(writer, context.ids(), {form.community_name, language},
                                    context.member().person, context.now());
            !set)
            return std::unexpected(std::move(set).error());
        return web::Done{"/studio/settings", {"admin.said_saved", {}}};
    });
}

}  // namespace

void add_settings_pages(web::Site& site, db::Database& store) {
    site.get("/studio/settings", Access::admin, "admin/settings.html",
             [](Context& c) { return settings_page(c); },
             {.summary = "The community's name and the language of whoever chose none"});
    site.post(
        "/studio/settings", Access::admin,
        [&site, &store](Context& c, const SettingsForm& form) {
            auto saved = save(c, form);
            if (saved) apply_settings(site, store);
            return saved;
        },
        "admin/settings.html", [](Context& c, const SettingsForm& form) { return settings_again(c, form); },
        {.summary = "Change the community's name and default language"});
}

}  // namespace canyu::admin
