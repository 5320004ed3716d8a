// Keeping house: the first administrator, roles, products, boards and settings; every act leaves an audit
// row.
#pragma once

#include <optional>
#include <string>

#include "base/result.hpp"
#include "features/forum/forum.hpp"
#include "features/people/people.hpp"
#include "features/products/products.hpp"
#include "platform/db/db.hpp"
#include "platform/web/language.hpp"

namespace canyu::jobs {
class Jobs;
}
namespace canyu::metrics {
class Registry;
}
namespace canyu::web {
class Site;
}

namespace canyu::admin {

// In all of these `by` Id{} stands for the command line.

struct Settings {
    std::string community_name = "Canyu";
    web::Language default_language = web::Language::zh;
};
Settings settings(db::Reader& reader);
// 422 on the field community_name (1 to 40 characters).
Result<void> set_settings(db::Writer& writer, IdSource& ids, const Settings& settings, Id by, Time now);

// ---- people
Result<Id> add_person(db::Writer& writer, IdSource& ids, const people::NewPerson& person,
                      const std::string& password_hash, Id by, Time now);
// 409 "people.last_admin".
Result<void> set_role(db::Writer& writer, IdSource& ids, Id person, web::Role role, Id by, Time now);
Result<void> set_password(db::Writer& writer, IdSource& ids, Id person, const std::string& password_hash,
                          Id by, Time now);

// ---- products and boards, whose addresses stay what they were made
Result<Id> create_product(db::Writer& writer, IdSource& ids, const products::Product& product, Id by,
                          Time now);
Result<void> change_product(db::Writer& writer, IdSource& ids, const products::Product& product, Id by,
                            Time now);
Result<Id> create_board(db::Writer& writer, IdSource& ids, const forum::Board& board, Id by, Time now);
Result<void> change_board(db::Writer& writer, IdSource& ids, const forum::Board& board, Id by, Time now);

// ---- the first run of a community: nobody is an administrator yet
struct FirstRun {
    Settings settings;
    std::optional<products::Product> product;  // nothing where there is one already
    people::NewPerson administrator;
};
// Everything that is wrong with it, by the fields of the first-run form.
Result<void> check(const FirstRun& first);
// Answers the administrator. 404 when somebody was faster.
Result<Id> carry_out(db::Writer& writer, IdSource& ids, const FirstRun& first,
                     const std::string& password_hash, Time now);

// Who may read the counters besides administrators: whoever brings the token; nobody where it is "".
struct Metering {
    metrics::Registry& registry;
    std::string token;
};

// Applies the stored settings to the site and says in the log where the first run begins, if it is due.
// Routes: /first-run, /studio/people…, /studio/products…, /studio/boards…, /studio/settings, /studio/audit,
// /studio/jobs…, /metrics.
void add_pages(web::Site& site, db::Database& store, jobs::Jobs& jobs, const Metering& metering);

}  // namespace canyu::admin
