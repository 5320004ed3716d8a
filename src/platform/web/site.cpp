#include "platform/web/site.hpp"

#include <fmt/core.h>

#include <algorithm>

#include "base/check.hpp"
#include "base/log.hpp"
#include "platform/http/compress.hpp"
#include "platform/web/dispatch.hpp"
#include "platform/web/layout.hpp"
#include "platform/web/openapi.hpp"
#include "platform/web/sessions.hpp"
#include "platform/web/site_core.hpp"

namespace canyu::web {
namespace {

constexpr std::string_view asset_prefix = "/assets/";

// The cache key of a visitor's page, or "" for a request that is no visitor's plain reading.
std::string visitor_key(const http::Request& request, Language fallback) {
    if (request.method != http::Method::get) return {};
    if (own_cookie(request, session_cookie) || own_cookie(request, "flash")) return {};
    const Preferences preferences = preferences_of(request, fallback);
    if (preferences.wants_json || request.path.ends_with(".json")) return {};
    return fmt::format("{}\n{}\n{}\n{}", request.target, tag(preferences.language), preferences.theme,
                       http::to_string(http::choose_coding(request.headers.get("Accept-Encoding"))));
}

// As far as the head tells: with a cookie that looks like a session's it is to be seen whether it is one.
bool must_sign_in(const Route& route, const http::Request& head) {
    return route.access != Access::visitor &&
           head.headers.get("Cookie").find(session_cookie) == std::string_view::npos;
}

}  // namespace

Site::Site(SiteOptions options, Services services, Templates& templates,
           const std::vector<EmbeddedFile>& files)
    : templates_(templates), core_(std::make_unique<Core>(std::move(options), services, files)) {
    templates_.compile("web/problem.html", shape_of<ProblemView>(), layout_shape());
    add_own_routes();
}

Site::~Site() {
    stop();
}

const Shape& Site::layout_shape() {
    return shape_of<Layout>();
}

Route& Site::add_route(Route route) {
    CANYU_CHECK(!core_->workers);
    if (!route.page.empty()) {
        CANYU_CHECK(route.output != nullptr);
        templates_.compile(route.page, *route.output, layout_shape());
    }
    core_->router.add(route.method, route.pattern, routes_.size());
    core_->has_direct = core_->has_direct || route.direct;
    return routes_.emplace_back(std::move(route));
}

void Site::identify_by(FindIdentity find) {
    core_->find_identity = std::move(find);
}

void Site::keep_preferences_by(KeepPreferences keep) {
    core_->keep_preferences = std::move(keep);
}

void Site::count_inbox_by(std::function<std::int64_t(db::Reader&)> count) {
    core_->count_inbox = std::move(count);
}
void Site::count_review_by(std::function<std::int64_t(db::Reader&)> count) {
    core_->count_review = std::move(count);
}
void Site::count_notices_by(std::function<std::int64_t(db::Reader&, Id)> count) {
    core_->count_notices = std::move(count);
}

void Site::set_settings(SiteSettings settings) {
    core_->settings.store(std::make_shared<const SiteSettings>(std::move(settings)));
}

SiteSettings Site::settings() const {
    return *core_->settings.load();
}

void Site::start() {
    // All exist, or the first page would find out.
    for (const char* asset : {"canyu.css", "canyu.js", "icon.svg"}) (void)core_->assets.url(asset);
    core_->openapi = openapi_document(routes_);
    templates_.freeze();
    core_->meters = std::make_unique<Meters>(core_->services.metrics, routes_);
    core_->workers = std::make_unique<Workers>(core_->options.workers, core_->options.queue_limit);
}

void Site::stop() {
    if (core_->workers) core_->workers->stop();
}

http::Response Site::answer(http::Request request) {
    know_whether_secure(request);
    const auto begun = std::chrono::steady_clock::now();
    Dispatcher dispatcher(*this, *core_, std::move(request));
    http::Response response = dispatcher.run();
    if (core_->meters)
        core_->meters->answered(dispatcher.route(), response.status,
                                std::chrono::steady_clock::now() - begun);
    return response;
}

const Route* Site::route_of(const http::Request& head) const {
    std::string plain(head.path);
    take_json_ending(plain);
    const auto match = core_->router.find(head.method, plain);
    return match ? &routes_[match->route] : nullptr;
}

// Who has not signed in may send as much as a form holds, so that no word is lost, but no file.
std::uint64_t Site::body_limit(const http::Request& head) const {
    const std::uint64_t of_a_form = RouteOptions{}.body_limit;
    const Route* route = route_of(head);
    if (!route) return of_a_form;
    const std::uint64_t limit = route->options.body_limit;
    return must_sign_in(*route, head) ? std::min(limit, of_a_form) : limit;
}

// A proxy that does not say so may still speak TLS with the browser: the public address tells.
void Site::know_whether_secure(http::Request& request) const {
    request.secure = request.secure || core_->options.public_url.starts_with("https:");
}

void Site::handle(http::Request request, http::Answer answer) {
    know_whether_secure(request);
    if (request.path.starts_with(asset_prefix)) {
        http::Response asset = core_->assets.serve(request.path.substr(asset_prefix.size()),
                                                   request.headers.get("Accept-Encoding"));
        if (asset.status == 200) return answer.send(std::move(asset));
    }
    if (core_->has_direct && request.method == http::Method::post && answer_directly(request, answer)) return;
    std::string key;
    if (core_->options.page_cache) key = visitor_key(request, core_->settings.load()->default_language);
    if (!key.empty())
        if (const auto page = core_->page_cache.find(key, core_->services.clock.now())) {
            core_->meters->from_page_cache();
            return answer.send(page->response);
        }

    const auto shared = std::make_shared<http::Request>(std::move(request));
    const auto arrived = std::chrono::steady_clock::now();
    const bool queued = core_->workers->submit([this, shared, answer, key, arrived] {
        core_->meters->waited(std::chrono::steady_clock::now() - arrived);
        const auto match = key.empty() ? std::nullopt : core_->router.find(shared->method, shared->path);
        const bool keep = match && routes_[match->route].options.cached;
        const std::string accept_encoding = keep ? std::string(shared->headers.get("Accept-Encoding")) : "";
        http::Response response = this->answer(std::move(*shared));
        if (keep && response.status == 200 && response.headers.get("Set-Cookie").empty()) {
            const http::Coding coding = http::choose_coding(accept_encoding);
            if (coding != http::Coding::identity) {
                response.body = http::compress(coding, response.body);
                response.headers.set("Content-Encoding", http::to_string(coding));
            }
            response.headers.set("Vary", "Accept, Accept-Encoding, Accept-Language, Cookie");
            response.encoded = true;
            core_->page_cache.keep(key, response, core_->services.clock.now());
        }
        answer.send(std::move(response));
    });
    if (queued) return;
    core_->meters->refused();
    answer.send(refusal(503, *shared));
}

bool Site::answer_directly(http::Request& request, http::Answer& answer) {
    std::string plain = request.path;
    if (take_json_ending(plain)) request.headers.set("Accept", "application/json");
    auto match = core_->router.find(request.method, plain);
    if (!match || !routes_[match->route].direct) return false;
    if (is_from_elsewhere(request)) {
        Dispatcher dispatcher(*this, *core_, std::move(request));
        answer.send(dispatcher.problem_response({403, {"problem.other_site", {}}, {}}));
        return true;
    }
    routes_[match->route].direct(std::move(match->parameters), std::move(request), std::move(answer));
    return true;
}

http::Response Site::refusal(int status, const http::Request& head) const {
    const Route* route = status == 413 ? route_of(head) : nullptr;
    if (route && must_sign_in(*route, head)) status = 401;
    const char* key = status == 413   ? "problem.body_too_large"
                      : status == 401 ? "problem.sign_in"
                      : status == 408 ? "problem.too_slow"
                      : status == 503 ? "problem.busy"
                      : status >= 500 ? "problem.ours"
                                      : "problem.not_understood";
    http::Request request;
    request.target = request.path = "/";
    request.headers = head.headers;
    request.secure = head.secure;
    request.id = head.id;
    know_whether_secure(request);
    return Dispatcher(*this, *core_, std::move(request)).problem_response({status, {key, {}}, {}});
}

}  // namespace canyu::web
