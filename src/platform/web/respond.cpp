// The second half of Dispatcher: outcomes become pages for people and documents for programs.
#include <fmt/core.h>
#include <boost/json.hpp>

#include "base/text.hpp"
#include "platform/json/json.hpp"
#include "platform/web/dispatch.hpp"
#include "platform/web/sessions.hpp"

namespace canyu::web {
namespace {

constexpr std::string_view content_security_policy =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src "
    "'self'; "
    "font-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

constexpr std::string_view flash_cookie = "flash";
constexpr std::size_t longest_flash = 1000;  // bytes

std::string first_character(std::string_view text) {
    std::size_t position = 0;
    if (text.empty()) return {};
    next_character(text, position);
    return std::string(text.substr(0, position));
}

http::Response json_response(int status, std::string body, std::string_view type = "application/json") {
    http::Response response;
    response.status = status;
    response.headers.add("Content-Type", type);
    response.body = std::move(body);
    return response;
}

// Only fields a person typed; what the page itself put into the form is not shown back.
bool is_typed(const http::FormField& field) {
    return !field.is_file && !field.value.empty() && field.name != "csrf_token" &&
           field.name != "submission_key" && field.name != "_method" &&
           field.name.find("password") == std::string::npos;
}

}  // namespace

http::Response Dispatcher::to_response(Outcome outcome) {
    if (auto* response = std::get_if<http::Response>(&outcome)) return std::move(*response);
    if (const auto* view = std::get_if<View>(&outcome))
        return view_response(*view, route_->page, 200, nullptr);
    if (const auto* done = std::get_if<Done>(&outcome)) return done_response(*done);
    const Problem& problem = std::get<Problem>(outcome);
    if (auto again = again_response(problem)) return *std::move(again);
    return problem_response(problem);
}

http::Response Dispatcher::view_response(const View& view, const std::string& page, int status,
                                         const Problem* problem) {
    if (context_.wants_json_) return json_response(status, json::to_json(*view.shape, view.value.get()));
    const Layout frame = layout(page, problem);
    http::Response response;
    response.status = status;
    response.headers.add("Content-Type", "text/html; charset=utf-8");
    response.body =
        site_.templates_.render(page, context_.language_, context_.now_, {view.shape, view.value.get()},
                                {&shape_of<Layout>(), &frame}, frame.problems);
    return response;
}

http::Response Dispatcher::done_response(const Done& done) {
    const std::string said = context_.said(done);
    // A program that asked for what has moved is sent on like a browser.
    if (context_.wants_json_ && !http::is_safe(context_.request_.method)) {
        const boost::json::object body{{"location", done.location}, {"message", said}};
        http::Response response = json_response(200, boost::json::serialize(body));
        response.headers.add("Location", done.location);
        return response;
    }
    if (!said.empty() && said.size() <= longest_flash && !context_.wants_json_)
        context_.set_cookie({std::string(flash_cookie), http::url_encode(said), 60, true, false});
    http::Response response;
    response.status = 303;
    response.headers.add("Location", done.location);
    return response;
}

std::optional<http::Response> Dispatcher::again_response(const Problem& problem) {
    if (!route_ || !route_->again || context_.wants_json_ || problem.fields.empty()) return std::nullopt;
    const Outcome shown = route_->again(context_, problem);
    const auto* view = std::get_if<View>(&shown);
    if (!view) return std::nullopt;
    return view_response(*view, route_->again_page, problem.status, &problem);
}

ProblemView Dispatcher::problem_view(const Problem& problem) const {
    ProblemView view{problem.status,       context_.say(problem.message), {}, {},
                     context_.request_.id, problem.status == 401};
    for (const FieldProblem& field : problem.fields) view.wrong.push_back(context_.say(field.message));
    for (const http::FormField& field : context_.form_.fields)
        if (is_typed(field)) view.typed.push_back(field.value);
    return view;
}

http::Response Dispatcher::problem_response(const Problem& problem) {
    http::Response response;
    if (context_.wants_json_) {
        boost::json::object body{{"type", "about:blank"},
                                 {"title", context_.say(problem.message)},
                                 {"status", problem.status},
                                 {"code", problem.message.key},
                                 {"request_id", context_.request_.id}};
        boost::json::array errors;
        for (const FieldProblem& field : problem.fields)
            errors.push_back({{"field", field.field},
                              {"code", field.message.key},
                              {"message", context_.say(field.message)}});
        body["errors"] = std::move(errors);
        response = json_response(problem.status, boost::json::serialize(body), "application/problem+json");
    } else {
        response =
            view_response(make_view(problem_view(problem)), "web/problem.html", problem.status, nullptr);
    }
    if (problem.status == 429) response.headers.add("Retry-After", "60");
    finish(response);
    return response;
}

// What waits for whoever is signed in. Nothing while the database is away: the page may be the very one that
// tells of it.
void Dispatcher::count_waiting(Layout& frame) {
    try {
        context_.read([&](db::Reader& reader) {
            if (core_.count_notices)
                frame.notice_count = core_.count_notices(reader, context_.member().person);
            if (frame.is_staff && core_.count_inbox) frame.inbox_count = core_.count_inbox(reader);
            if (frame.is_staff && core_.count_review) frame.review_count = core_.count_review(reader);
        });
    } catch (const db::Unavailable&) {
    }
}

Layout Dispatcher::layout(std::string_view page, const Problem* problem) {
    const auto settings = core_.settings.load();
    const Language language = context_.language_;
    Layout frame;
    frame.language = tag(language);
    frame.other_language = tag(other(language));
    frame.other_language_name = language == Language::zh ? "English" : "中文";
    frame.theme = enum_from_name<Theme>(preferences_.theme).value_or(Theme::system);
    frame.community_name = settings->community_name;
    frame.css_url = core_.assets.url("canyu.css");
    frame.js_url = core_.assets.url("canyu.js");
    frame.icon_url = core_.assets.url("icon.svg");
    frame.path = context_.request_.target;
    if (const Identity* person = context_.person()) {
        frame.signed_in = true;
        frame.csrf_token = csrf_token(context_.session_token_);
        frame.is_staff = may(person, Access::staff);
        frame.is_admin = may(person, Access::admin);
        frame.viewer = Viewer{person->name, person->display, first_character(person->display)};
        count_waiting(frame);
    }
    // A page kept for visitors is given to many, so it carries no one-time key.
    if (frame.signed_in || !route_ || !route_->options.cached) frame.submission_key = random_token();
    if (const auto flash = context_.cookie(flash_cookie)) {
        frame.flash = clean_line(http::url_decode(*flash, true).value_or(""));
        context_.set_cookie({std::string(flash_cookie), "", 0, true, false});
    }
    if (problem) {
        frame.refused = context_.say(problem->message);
        for (const FieldProblem& field : problem->fields)
            frame.problems.push_back({field.field, context_.say(field.message)});
    }
    frame.tab = enum_from_name<Tab>(site_.templates_.tab(page)).value_or(Tab::none);
    return frame;
}

bool Dispatcher::is_public(const http::Response& response) {
    return response.headers.get("Cache-Control").starts_with("public");
}

void Dispatcher::finish(http::Response& response) {
    http::Headers& headers = response.headers;
    if (headers.get("Cache-Control").empty()) headers.add("Cache-Control", "no-store");
    if (headers.get("Content-Security-Policy").empty())
        headers.add("Content-Security-Policy", content_security_policy);
    headers.set("X-Content-Type-Options", "nosniff");
    headers.set("Referrer-Policy", "same-origin");
    headers.set("Vary", "Accept, Accept-Language, Cookie");
    if (is_public(response)) context_.cookies_.clear();
    for (http::Cookie& cookie : context_.cookies_) {
        cookie.secure = context_.request_.secure;
        if (cookie.secure) cookie.name.insert(0, host_cookie_prefix);
        headers.add("Set-Cookie", http::to_header(cookie));
    }
    context_.cookies_.clear();
}

}  // namespace canyu::web
