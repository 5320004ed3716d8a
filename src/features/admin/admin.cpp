#include "features/admin/admin.hpp"

#include "base/text.hpp"
#include "features/admin/store.hpp"
#include "platform/audit/audit.hpp"
#include "platform/web/checks.hpp"

namespace canyu::admin {
namespace {

constexpr std::size_t longest_community_name = 40;
// Settings are one thing of the community, not one of many.
constexpr Id the_community{1};

void check_name(web::Checks& checks, const Settings& settings) {
    checks.length("community_name", clean_line(settings.community_name), 1, longest_community_name);
}

void keep(db::Writer& writer, const Settings& settings) {
    store::set(writer, "community_name", clean_line(settings.community_name));
    store::set(writer, "default_language", std::string(web::tag(settings.default_language)));
}

}  // namespace

Settings settings(db::Reader& reader) {
    Settings settings;
    if (const auto name = store::get(reader, "community_name")) settings.community_name = *name;
    if (const auto tag = store::get(reader, "default_language"))
        settings.default_language = web::language_from_tag(*tag).value_or(settings.default_language);
    return settings;
}

Result<void> set_settings(db::Writer& writer, IdSource& ids, const Settings& settings, Id by, Time now) {
    web::Checks checks;
    check_name(checks, settings);
    if (auto checked = checks.result(); !checked) return checked;
    keep(writer, settings);
    audit::record(writer, ids, by, "admin.act_settings", {"community", the_community},
                  clean_line(settings.community_name), now);
    return {};
}

Result<Id> add_person(db::Writer& writer, IdSource& ids, const people::NewPerson& person,
                      const std::string& password_hash, Id by, Time now) {
    CANYU_TRY(const Id id, people::add(writer, ids, person, password_hash, now));
    audit::record(writer, ids, by, "admin.act_person_added", {"person", id},
                  std::string(enum_name(person.role)), now);
    return id;
}

Result<void> set_role(db::Writer& writer, IdSource& ids, Id person, web::Role role, Id by, Time now) {
    if (auto set = people::set_role(writer, person, role); !set) return set;
    audit::record(writer, ids, by, "admin.act_role", {"person", person}, std::string(enum_name(role)), now);
    return {};
}

Result<void> set_password(db::Writer& writer, IdSource& ids, Id person, const std::string& password_hash,
                          Id by, Time now) {
    if (auto set = people::set_password(writer, person, password_hash); !set) return set;
    audit::record(writer, ids, by, "admin.act_password", {"person", person}, "", now);
    return {};
}

Result<Id> create_product(db::Writer& writer, IdSource& ids, const products::Product& product, Id by,
                          Time now) {
    CANYU_TRY(const products::Product made, products::create(writer, ids, product, now));
    audit::record(writer, ids, by, "admin.act_product_created", {"product", made.id}, made.slug, now);
    return made.id;
}

Result<void> change_product(db::Writer& writer, IdSource& ids, const products::Product& product, Id by,
                            Time now) {
    if (auto changed = products::update(writer, product); !changed) return changed;
    audit::record(writer, ids, by, "admin.act_product_changed", {"product", product.id}, product.slug, now);
    return {};
}

Result<Id> create_board(db::Writer& writer, IdSource& ids, const forum::Board& board, Id by, Time now) {
    CANYU_TRY(const forum::Board made, forum::create_board(writer, ids, board, now));
    audit::record(writer, ids, by, "admin.act_board_created", {"board", made.id}, made.slug, now);
    return made.id;
}

Result<void> change_board(db::Writer& writer, IdSource& ids, const forum::Board& board, Id by, Time now) {
    if (auto changed = forum::update_board(writer, board); !changed) return changed;
    audit::record(writer, ids, by, "admin.act_board_changed", {"board", board.id}, board.slug, now);
    return {};
}

Result<void> check(const FirstRun& first) {
    web::Checks checks;
    check_name(checks, first.settings);
    if (first.product) {
        // The one name typed stands for both languages.
        checks.length("product_name", first.product->name_zh, 1, 40);
        const Result<void> product = products::check(*first.product);
        if (!product)
            for (const FieldProblem& problem : product.error().fields)
                if (problem.field == "slug") checks.add("product_slug", problem.message);
    }
    if (const Result<void> person = people::check(first.administrator); !person)
        for (const FieldProblem& problem : person.error().fields) checks.add(problem.field, problem.message);
    return checks.result();
}

Result<Id> carry_out(db::Writer& writer, IdSource& ids, const FirstRun& first,
                     const std::string& password_hash, Time now) {
    if (people::has_admin(writer)) return not_found();
    CANYU_TRY(const Id person, people::add(writer, ids, first.administrator, password_hash, now));
    keep(writer, first.settings);
    if (first.product) {
        if (auto made = create_product(writer, ids, *first.product, person, now); !made) return made;
    }
    audit::record(writer, ids, person, "admin.act_first_run", {"community", the_community},
                  clean_line(first.settings.community_name), now);
    return person;
}

}  // namespace canyu::admin
