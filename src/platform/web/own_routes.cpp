// The routes that belong to no slice: preferences, the API's documentation, health.
#include <algorithm>
#include <boost/json.hpp>

#include "platform/json/json.hpp"
#include "platform/web/layout.hpp"
#include "platform/web/site.hpp"
#include "platform/web/site_core.hpp"

namespace canyu::web {
namespace {

struct PreferencesForm {
    std::string language;
    std::string theme;
    std::string back;  // where the form stood
};
BOOST_DESCRIBE_STRUCT(PreferencesForm, (), (language, theme, back))

struct ApiRoute {
    std::string method;
    std::string pattern;
    Access access = Access::visitor;
    std::string summary;
};
BOOST_DESCRIBE_STRUCT(ApiRoute, (), (method, pattern, access, summary))

struct ApiPage {
    std::vector<ApiRoute> api_routes;
};
BOOST_DESCRIBE_STRUCT(ApiPage, (), (api_routes))

struct Health {
    std::string status;
};
BOOST_DESCRIBE_STRUCT(Health, (), (status))

constexpr std::int64_t one_year = 31'536'000;  // seconds

http::Response text_response(std::string body, std::string_view type) {
    http::Response response;
    response.headers.add("Content-Type", type);
    response.body = std::move(body);
    return response;
}

}  // namespace

std::string local_path(std::string_view path) {
    // Browsers drop tabs and line breaks from an address before they read it.
    const auto misread = [](char c) { return c == '\\' || (c >= 0 && c <= ' ') || c == 0x7f; };
    const bool local =
        path.starts_with('/') && !path.starts_with("//") && std::ranges::none_of(path, misread);
    if (!local) return "/";
    // An address has letters of ASCII only; others stand in it as their bytes.
    std::string address;
    for (const char c : path) address += c < 0 ? http::url_encode({&c, 1}) : std::string(1, c);
    return address;
}

void Site::add_own_routes() {
    post("/preferences", Access::visitor,
         [this](Context& context, const PreferencesForm& form) -> Result<Done> {
             const auto chosen = language_from_tag(form.language);
             const std::string language(chosen ? tag(*chosen) : "");
             const std::string theme(enum_from_name<Theme>(form.theme) ? form.theme : "");
             if (!language.empty()) context.set_cookie({"language", language, one_year, true, false});
             if (!theme.empty()) context.set_cookie({"theme", theme, one_year, true, false});
             if (context.person() && core_->keep_preferences)
                 context.store().write([&](db::Writer& writer) {
                     core_->keep_preferences(writer, context.person()->person, language, theme);
                 });
             return Done{local_path(form.back), {}};
         },
         {.summary = "Choose the language and the light or dark theme of this browser"});
    get("/openapi.json", Access::visitor, "",
        [this](Context&) { return text_response(core_->openapi, "application/json"); },
        {.summary = "This document"});
    get("/api", Access::visitor, "web/api.html",
        [this](Context&) -> Result<ApiPage> {
            ApiPage page;
            for (const Route& route : routes_)
                page.api_routes.push_back({std::string(http::to_string(route.method)), route.pattern,
                                           route.access, route.options.summary});
            return page;
        },
        {.summary = "All routes, for reading", .cached = true});
    get("/healthz", Access::visitor, "",
        [](Context& context) {
            (void)context.read([](db::Reader& reader) { return reader.value<std::int64_t>("select 1"); });
            return text_response(json::to_json(Health{"ok"}), "application/json");
        },
        {.summary = "Answers ok while the database answers"});
}

}  // namespace canyu::web
