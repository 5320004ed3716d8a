// One tap for something scarce: answered without a session and without SQL, for whom a signed ticket names.
#include <fmt/format.h>

#include "features/allotments/allotments.hpp"
#include "platform/http/forms.hpp"
#include "platform/json/json.hpp"
#include "platform/web/rate_limit.hpp"
#include "platform/web/site.hpp"

namespace canyu::allotments {
namespace {

std::uint64_t number_of(const http::Request& request) {
    return std::hash<std::string>{}(web::network_of(request.remote_address));
}

TapForm form_in(const http::Request& request) {
    if (request.headers.get("Content-Type").starts_with("application/json"))
        return json::from_json<TapForm>(request.body).value_or(TapForm{});
    const auto form = http::parse_form(request);
    if (!form) return {};
    return {std::string(form->get("ticket").value_or("")), std::string(form->get("key").value_or(""))};
}

// How a tap is answered: to a program as JSON, to a browser without a script by the page that says it.
struct Asker {
    Asker(std::string given_list, const http::Parameters& parameters, const http::Request& request,
          http::Answer given)
        : list(std::move(given_list)),
          thing(list + "/" + parameters.front().second),
          request_id(request.id),
          wants_json(web::wants_json(request)),
          answer(std::move(given)) {}

    std::string list;
    std::string thing;
    std::string request_id;
    bool wants_json;
    http::Answer answer;

    // A refusal is a problem document (RFC 9457) with the answer's members in it.
    void tell(int status, std::string_view outcome, const std::string& location,
              Milliseconds ask_again) const {
        http::Response response;
        response.status = wants_json ? status : 303;
        if (wants_json) {
            response.headers.add("Content-Type",
                                 status < 400 ? "application/json" : "application/problem+json");
            response.body = fmt::format(R"({{"outcome":"{}","location":"{}","ask_again":{})", outcome,
                                        location, ask_again.count());
            if (status >= 400)
                response.body += fmt::format(
                    R"(,"type":"about:blank","title":"{0}","status":{1},"code":"{0}","request_id":"{2}","errors":[])",
                    outcome, status, request_id);
            response.body += '}';
        } else {
            response.headers.add("Location", location);
        }
        response.headers.add("Cache-Control", "no-store");
        response.headers.add("X-Content-Type-Options", "nosniff");
        answer.send(std::move(response));
    }
    // No such thing, as far as an address can tell.
    void nowhere() const { tell(404, "impossible", list, {}); }
    void tell(const Tapped& tapped, std::string_view key) const {
        const std::string location = tapped.status == 200
                                         ? fmt::format("{}/claims/{}", thing, key)
                                         : fmt::format("{}?claimed={}", thing, tapped.outcome);
        tell(tapped.status, tapped.outcome, location, tapped.ask_again);
    }
};

}  // namespace

void add_claims(web::Site& site, const Counter& counter, std::string_view pattern, std::string summary) {
    const std::string list(pattern.substr(0, pattern.find("/{")));
    site.direct<TapForm, TapAnswer>(
        pattern,
        [gate = std::make_shared<Gate>(counter), list](
            const http::Parameters& parameters, const http::Request& request, const http::Answer& answer) {
            const Asker asker(list, parameters, request, answer);
            if (!parse_id(parameters.front().second)) return asker.nowhere();
            if (!gate->lets_in(number_of(request), request.received)) return asker.tell(Gate::too_often, "");
            const TapForm form = form_in(request);
            gate->tap(form.ticket, form.key, request.received,
                      [asker, key = form.key](const Tapped& tapped) { asker.tell(tapped, key); });
        },
        {.summary = std::move(summary), .body_limit = 1024});
}

}  // namespace canyu::allotments
