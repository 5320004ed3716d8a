#include "features/admin/pages.hpp"

#include "platform/web/checks.hpp"

namespace canyu::admin {

void apply_settings(web::Site& site, db::Database& store) {
    store.read([&](db::Reader& reader) {
        const Settings stored = settings(reader);
        site.set_settings({.community_name = stored.community_name,
                           .default_language = stored.default_language,
                           .front_door = people::has_admin(reader) ? "" : "/first-run"});
    });
}

Result<web::Language> language_of(const std::string& tag) {
    const auto language = web::language_from_tag(tag);
    web::Checks checks;
    checks.that(language.has_value(), "default_language", "field.choice");
    if (auto checked = checks.result(); !checked) return std::unexpected(std::move(checked).error());
    return *language;
}

void add_pages(web::Site& site, db::Database& store, jobs::Jobs& jobs, const Metering& metering) {
    apply_settings(site, store);
    add_first_run_pages(site, store);
    add_people_pages(site);
    add_product_pages(site);
    add_board_pages(site);
    add_settings_pages(site, store);
    add_audit_pages(site);
    add_jobs_pages(site, jobs);
    add_metrics_pages(site, metering);
}

}  // namespace canyu::admin
