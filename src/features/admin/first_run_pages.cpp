// The first run: whoever can read the log of the server names the community and becomes its administrator;
// after that there is no such page.
#include "base/log.hpp"
#include "features/admin/forms.hpp"
#include "features/admin/pages.hpp"
#include "features/admin/views.hpp"
#include "platform/web/sessions.hpp"

namespace canyu::admin {
namespace {

using web::Access;
using web::Context;

constexpr int tries_a_minute = 10;

// Somebody who may not is told how to, and nothing else. That a request comes from this very machine says
// nothing: so does every request through a proxy that is not among the trusted ones.
Result<void> may_run(Context& context, const std::string& token, const std::string& offered) {
    const bool over = context.read([](db::Reader& reader) { return people::has_admin(reader); });
    if (over) return not_found();
    if (web::is_secret(token, offered)) return {};
    return refuse(403, "admin.first_run_token");
}

Result<FirstRunPage> first_run_page(Context& context, const std::string& token, const FirstRunForm& form) {
    if (auto allowed = may_run(context, token, form.token); !allowed)
        return std::unexpected(std::move(allowed).error());
    const bool english = form.default_language.empty() ? context.language() == web::Language::en
                                                       : form.default_language == "en";
    return FirstRunPage{
        .token = form.token,
        .wanted_community_name = form.community_name,
        .english = english,
        .asks_product = context.read([](db::Reader& reader) { return products::all(reader).empty(); }),
        .product_name = form.product_name,
        .product_slug = form.product_slug,
        .name = form.name,
        .display = form.display};
}

FirstRun first_run_of(const FirstRunForm& form, web::Language language, bool asks_product) {
    FirstRun first;
    first.settings = {form.community_name, language};
    if (asks_product) {
        products::Product product;
        product.slug = form.product_slug;
        product.name_zh = product.name_en = form.product_name;
        product.about_zh = "还没写介绍，哪里好、哪里不好，先听大家说。";
        product.about_en = "No introduction yet: what is good and what is not, people say first.";
        first.product = product;
    }
    first.administrator.name = form.name;
    first.administrator.display = form.display;
    first.administrator.password = form.password;
    first.administrator.role = web::Role::admin;
    first.administrator.language = web::tag(language);
    return first;
}

Result<web::Done> run(Context& context, const std::string& token, const FirstRunForm& form) {
    if (auto allowed = may_run(context, token, form.token); !allowed)
        return std::unexpected(std::move(allowed).error());
    CANYU_TRY(const web::Language language, language_of(form.default_language));
    const bool asks_product = context.read([](db::Reader& reader) { return products::all(reader).empty(); });
    const FirstRun first = first_run_of(form, language, asks_product);
    if (auto checked = check(first); !checked) return std::unexpected(std::move(checked).error());
    const std::string hash = people::hash_password(form.password);
    const std::string user_agent(context.request().headers.get("User-Agent"));
    auto session = context.store().write([&](db::Writer& writer) -> Result<std::string> {
        CANYU_TRY(const Id person, carry_out(writer, context.ids(), first, hash, context.now()));
        return web::open_session(writer, person, user_agent, context.now());
    });
    if (!session) return std::unexpected(std::move(session).error());
    context.set_cookie(web::session_cookie_of(*std::move(session)));
    return web::Done{"/studio/settings", {"admin.said_first_run", {}}};
}

}  // namespace

void add_first_run_pages(web::Site& site, db::Database& store) {
    const std::string token = web::random_token();
    if (!site.settings().front_door.empty())
        log::warning("first_run.waits", {{"address", "/first-run?token=" + token}});
    // open to visitors: nobody has an account yet
    site.form(
        "/first-run", Access::visitor, "admin/first_run.html",
        [&site, &store, token](Context& context, const FirstRunForm& form) {
            auto page = first_run_page(context, token, form);
            // Somebody became an administrator by the command line meanwhile.
            if (!page && page.error().status == 404) apply_settings(site, store);
            return page;
        },
        [&site, &store, token](Context& context, const FirstRunForm& form) {
            auto done = run(context, token, form);
            if (done) apply_settings(site, store);
            return done;
        },
        {.summary = "Name the community and become its administrator, once", .per_minute = tries_a_minute});
}

}  // namespace canyu::admin
