// The inside of Site, shared by its few source files; nobody else includes it.
#pragma once

#include "platform/http/router.hpp"
#include "platform/web/assets.hpp"
#include "platform/web/meters.hpp"
#include "platform/web/page_cache.hpp"
#include "platform/web/rate_limit.hpp"
#include "platform/web/site.hpp"
#include "platform/web/workers.hpp"

namespace canyu::web {

struct Site::Core {
    Core(SiteOptions site_options, Services site_services, const std::vector<EmbeddedFile>& files)
        : options(std::move(site_options)), services(site_services), assets(files) {}

    SiteOptions options;
    Services services;
    Assets assets;
    http::Router router;
    bool has_direct = false;
    FindIdentity find_identity;
    KeepPreferences keep_preferences;
    std::function<std::int64_t(db::Reader&)> count_inbox;
    std::function<std::int64_t(db::Reader&)> count_review;
    std::function<std::int64_t(db::Reader&, Id)> count_notices;
    std::atomic<std::shared_ptr<const SiteSettings>> settings{std::make_shared<const SiteSettings>()};
    PageCache page_cache;
    RateLimit rate_limit;
    std::string openapi;             // the document, made at start
    std::unique_ptr<Meters> meters;  // made at start, when all routes are known
    std::unique_ptr<Workers> workers;
};

// What can be told of a request from its head alone, before anyone is known.
struct Preferences {
    Language language;
    std::string theme;  // "", "light" or "dark"
    bool wants_json;
};
Preferences preferences_of(const http::Request& request, Language fallback);

// Whether a browser says that a page of another site sends it.
bool is_from_elsewhere(const http::Request& request);

// Takes ".json" off the path; answers whether it was there.
bool take_json_ending(std::string& path);

}  // namespace canyu::web
