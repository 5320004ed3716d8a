#include "features/sale/rush.hpp"

#include <fmt/format.h>
#include <sodium.h>

#include "features/sale/claiming.hpp"
#include "features/sale/forms.hpp"
#include "platform/http/forms.hpp"
#include "platform/json/json.hpp"
#include "platform/web/rate_limit.hpp"
#include "platform/web/site.hpp"

namespace canyu::sale {
namespace {

using allocation::Outcome;

// A page asks every two seconds at most, a person may press besides. Many people share a company's address or
// a university's.
constexpr Milliseconds window{10'000};
constexpr std::uint32_t asks_of_a_person = 40;
constexpr std::uint32_t asks_of_a_network = 10'000;

std::uint64_t drawn() {
    std::uint64_t number = 0;
    randombytes_buf(&number, sizeof number);
    return number;
}

std::uint64_t number_of(const http::Request& request) {
    return std::hash<std::string>{}(web::network_of(request.remote_address));
}

ClaimForm form_in(const http::Request& request) {
    if (request.headers.get("Content-Type").starts_with("application/json"))
        return json::from_json<ClaimForm>(request.body).value_or(ClaimForm{});
    const auto form = http::parse_form(request);
    if (!form) return {};
    return {std::string(form->get("ticket").value_or("")), std::string(form->get("key").value_or(""))};
}

// How a claim is answered: to a program as JSON, to a browser without a script by the page that says it.
struct Asker {
    Asker(const http::Parameters& parameters, const http::Request& request, http::Answer given)
        : sale("/sales/" + parameters.front().second),
          request_id(request.id),
          wants_json(web::wants_json(request)),
          answer(std::move(given)) {}

    std::string sale;
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
    // No such sale, as far as an address can tell.
    void nowhere() const { tell(404, "impossible", "/sales", {}); }
    void refuse(int status, std::string_view outcome, Milliseconds ask_again = {}) const {
        tell(status, outcome, fmt::format("{}?claimed={}", sale, outcome), ask_again);
    }
    void tell(Outcome outcome, std::string_view key) const {
        constexpr Milliseconds soon{500};
        const std::string_view name = allocation::name_of(outcome);
        if (outcome == Outcome::granted) return tell(200, name, fmt::format("{}/claims/{}", sale, key), {});
        if (allocation::decides(outcome)) return refuse(409, name);
        refuse(503, name, soon);
    }
};

}  // namespace

Rush::Rush(const allotments::Counter& counter)
    : counter_(counter),
      people_(asks_of_a_person, window, drawn()),
      networks_(asks_of_a_network, window, drawn()) {}

void Rush::claim(const http::Parameters& parameters, const http::Request& request,
                 const http::Answer& answer) {
    const Asker asker(parameters, request, answer);
    if (!parse_id(parameters.front().second)) return asker.nowhere();
    if (!networks_.let_in(number_of(request), request.received))
        return asker.refuse(429, "too_often", window);
    const ClaimForm form = form_in(request);
    const auto ticket = counter_.tickets.read(form.ticket);
    const auto key = key_from(form.key);
    if (!ticket || !key || ticket->until <= request.received) return asker.refuse(409, "old_ticket");
    if (!people_.let_in(static_cast<std::uint64_t>(ticket->person.value), request.received))
        return asker.refuse(429, "too_often", window);
    const allocation::Act act = claim_with(*ticket, *key);
    if (const auto refusal = counter_.desk.refusal(ticket->allotment, act);
        refusal && *refusal != Outcome::not_open)
        return asker.tell(*refusal, form.key);
    if (const auto wait = counter_.room.wait(*ticket, request.received))
        return asker.refuse(409, "wait", wait->ask_again);
    counter_.desk.ask(ticket->allotment, act, [asker, key = form.key](const allocation::Answer& decided) {
        asker.tell(decided.outcome, key);
    });
}

}  // namespace canyu::sale
