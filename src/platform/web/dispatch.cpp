#include "platform/web/dispatch.hpp"

#include <algorithm>

#include "base/log.hpp"
#include "base/text.hpp"
#include "platform/web/sessions.hpp"

namespace canyu::web {
namespace {

// The host part of an Origin header: "https://talk.example:8443" is "talk.example:8443".
std::string_view host_of(std::string_view origin) {
    const std::size_t slashes = origin.find("://");
    return slashes == std::string_view::npos ? std::string_view{} : origin.substr(slashes + 3);
}

std::optional<http::Method> overridden_method(const http::Form& form) {
    const auto method = form.get("_method");
    if (!method) return std::nullopt;
    if (*method == "DELETE") return http::Method::del;
    if (*method == "PUT") return http::Method::put;
    if (*method == "PATCH") return http::Method::patch;
    return std::nullopt;
}

// Nobody waits for it and nobody's reading fails with it: the next request tries again.
void touch_later(db::Database& store, const std::string& token, Time now) {
    const auto done = [](const std::exception_ptr& error) {
        if (error) log::warning("session.not_touched");
    };
    try {
        store.write_later(
            [token, now](db::Writer& writer) {
                touch_session(writer, token, now);
                return true;
            },
            done);
    } catch (const db::Unavailable&) {
        done(std::current_exception());
    }
}

// What the settings say, or what the browser asked for.
std::string origin_of(const http::Request& request, std::string_view public_url) {
    if (!public_url.empty()) return std::string(public_url);
    return std::string(request.secure ? "https://" : "http://").append(request.headers.get("Host"));
}

}  // namespace

bool is_from_elsewhere(const http::Request& request) {
    const std::string_view origin = request.headers.get("Origin");
    const std::string_view site = request.headers.get("Sec-Fetch-Site");
    return (!origin.empty() && host_of(origin) != request.headers.get("Host")) ||
           (!site.empty() && site != "same-origin" && site != "none");
}

bool wants_json(const http::Request& request) {
    const std::string_view accept = request.headers.get("Accept");
    return accept.find("json") != std::string_view::npos &&
           accept.find("text/html") == std::string_view::npos;
}

Preferences preferences_of(const http::Request& request, Language fallback) {
    const auto chosen = own_cookie(request, "language");
    const auto language = chosen ? language_from_tag(*chosen) : std::nullopt;
    Preferences preferences{
        language ? *language : language_from_accept(request.headers.get("Accept-Language"), fallback),
        {},
        wants_json(request)};
    const auto theme = own_cookie(request, "theme");
    if (theme && (*theme == "light" || *theme == "dark")) preferences.theme = *theme;
    return preferences;
}

bool take_json_ending(std::string& path) {
    if (!path.ends_with(".json") || path == "/openapi.json") return false;
    path.resize(path.size() - 5);
    return true;
}

Dispatcher::Dispatcher(const Site& site, Site::Core& core, http::Request request)
    : site_(site),
      core_(core),
      preferences_(preferences_of(request, core.settings.load()->default_language)),
      context_(core.services, std::move(request), preferences_.language, preferences_.wants_json) {
    if (take_json_ending(context_.request_.path)) context_.wants_json_ = true;
    context_.origin_ = origin_of(context_.request_, core.options.public_url);
}

http::Response Dispatcher::run() {
    const log::RequestScope scope(context_.request_.id);
    try {
        http::Response response = to_response(outcome());
        renew_session(response);
        finish(response);
        return response;
    } catch (const db::Unavailable& error) {
        log::error("request.unavailable", {{"path", context_.request_.path}, {"error", error.what()}});
        return problem_response({503, {"problem.unavailable", {}}, {}});
    } catch (const std::exception& error) {
        log::error("request.failed", {{"path", context_.request_.path}, {"error", error.what()}});
        return problem_response({500, {"problem.ours", {}}, {}});
    }
}

Outcome Dispatcher::outcome() {
    if (const auto settings = core_.settings.load();
        !settings->front_door.empty() && context_.request_.path == "/")
        return http::see_other(settings->front_door);
    identify();
    if (auto checked = check_large_body(); !checked) return std::move(checked).error();
    if (auto read = read_body(); !read) return std::move(read).error();
    Result<void> found;
    route_ = find_route(found);
    if (!route_) return std::move(found).error();
    if (auto checked = check_access(context_.person(), route_->access); !checked)
        return std::move(checked).error();
    if (!http::is_safe(context_.request_.method)) {
        if (auto checked = check_origin(); !checked) return std::move(checked).error();
        if (auto checked = check_rate(*route_); !checked) return std::move(checked).error();
    }
    return route_->run(context_);
}

// Taking a large body apart costs much, so it is done for those only who may send one, and only for files.
Result<void> Dispatcher::check_large_body() const {
    const http::Request& request = context_.request_;
    if (request.body.size() <= RouteOptions{}.body_limit) return {};
    if (!request.headers.get("Content-Type").starts_with("multipart/form-data"))
        return refuse(413, "problem.body_too_large");
    const auto match = core_.router.find(request.method, request.path);
    return match ? check_access(context_.person(), site_.routes()[match->route].access) : Result<void>{};
}

Result<void> Dispatcher::read_body() {
    const http::Request& request = context_.request_;
    if (auto query = http::parse_urlencoded(request.query))
        context_.query_ = *std::move(query);
    else
        return std::unexpected(std::move(query).error());
    if (http::is_safe(request.method) || request.body.empty()) return {};
    auto form = parse_body(request);
    if (!form) return std::unexpected(std::move(form).error());
    context_.form_ = *std::move(form);
    return {};
}

const Route* Dispatcher::find_route(Result<void>& found) {
    http::Request& request = context_.request_;
    if (request.method == http::Method::post)
        request.method = overridden_method(context_.form_).value_or(http::Method::post);
    auto match = core_.router.find(request.method, request.path);
    if (!match) {
        const bool other_method = !core_.router.methods(request.path).empty();
        found = other_method ? Result<void>(refuse(405, "problem.method")) : Result<void>(not_found());
        return nullptr;
    }
    context_.parameters_ = std::move(match->parameters);
    return &site_.routes()[match->route];
}

void Dispatcher::identify() {
    const std::string token(context_.cookie(session_cookie).value_or(""));
    if (token.empty() || !core_.find_identity) return;
    core_.services.store.read([&](db::Reader& reader) {
        const auto session = find_session(reader, token, context_.now_);
        if (!session) return;
        context_.person_ = core_.find_identity(reader, session->person);
        stale_session_ = session->stale;
    });
    if (!context_.person_) return;
    context_.session_token_ = token;
    if (const auto language = language_from_tag(context_.person_->language)) context_.language_ = *language;
    if (!context_.person_->theme.empty()) preferences_.theme = context_.person_->theme;
}

// Not with an answer that carries no cookies, nor when this request has just ended the session or begun one.
void Dispatcher::renew_session(const http::Response& response) {
    const std::string& token = context_.session_token_;
    const auto is_sessions = [](const http::Cookie& cookie) { return cookie.name == session_cookie; };
    if (token.empty() || !stale_session_ || is_public(response) ||
        std::ranges::any_of(context_.cookies_, is_sessions))
        return;
    touch_later(core_.services.store, token, context_.now_);
    context_.set_cookie(session_cookie_of(token));
}

Result<void> Dispatcher::check_origin() const {
    if (is_from_elsewhere(context_.request_)) return refuse(403, "problem.other_site");
    if (context_.session_token_.empty()) return {};
    const std::string_view offered =
        context_.form_.get("csrf_token").value_or(context_.request_.headers.get("X-CSRF-Token"));
    if (!is_csrf_token(context_.session_token_, offered)) return refuse(403, "problem.form_expired");
    return {};
}

// Whoever is signed in is counted as themselves; where something could be guessed, their address as well, for
// accounts are free.
Result<void> Dispatcher::check_rate(const Route& route) const {
    if (!core_.options.rate_limits || route.options.per_minute == 0) return {};
    const auto takes = [&](const std::string& who) {
        return core_.rate_limit.take(who + " " + route.pattern, route.options.per_minute, context_.now_);
    };
    const bool by_address = !context_.person_ || !route.options.guarded_field.empty();
    if ((!context_.person_ || takes(to_string(context_.person_->person))) &&
        (!by_address || takes(network_of(context_.request_.remote_address))) && take_guarded(route.options))
        return {};
    return refuse(429, "problem.too_often");
}

// Three times what one address may, so that it takes several to keep somebody out; and whose password it is
// counts once, whatever form asks for it.
bool Dispatcher::take_guarded(const RouteOptions& options) const {
    if (options.guarded_field.empty()) return true;
    const std::string whose = fold(trim(context_.form_.get(options.guarded_field).value_or("")));
    // Longer than any name: nobody's password is asked for.
    if (whose.empty() || whose.size() > 64) return true;
    return core_.rate_limit.take("password of " + whose, 3 * options.per_minute, context_.now_);
}

}  // namespace canyu::web
