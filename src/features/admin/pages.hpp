// The parts of this slice's pages, registered together by add_pages.
#pragma once

#include "features/admin/admin.hpp"
#include "platform/web/site.hpp"

namespace canyu::admin {

// Applies the stored settings, and leads "/" to the first run while it is due.
void apply_settings(web::Site& site, db::Database& store);
// The default language by its tag, or a problem of the field.
Result<web::Language> language_of(const std::string& tag);

void add_first_run_pages(web::Site& site, db::Database& store);
void add_people_pages(web::Site& site);
void add_product_pages(web::Site& site);
void add_board_pages(web::Site& site);
void add_settings_pages(web::Site& site, db::Database& store);
void add_audit_pages(web::Site& site);
void add_jobs_pages(web::Site& site, jobs::Jobs& jobs);
void add_metrics_pages(web::Site& site, const Metering& metering);

}  // namespace canyu::admin
