// Where a gateway's bridge tells of payments, and where an administrator sets it up.
#include "features/orders/showing.hpp"
#include "platform/web/checks.hpp"
#include "platform/web/site.hpp"

namespace canyu::orders {
namespace {

using web::Access;
using web::Context;
using web::Done;

Result<void> check_call(Context& context) {
    const auto known = context.read([](db::Reader& reader) { return bridge(reader); });
    if (!known) return not_found();
    const http::Request& request = context.request();
    return check_signature(known->secret, request.headers.get("Canyu-Timestamp"), request.body,
                           request.headers.get("Canyu-Signature"), context.now());
}

// Replayed, late, forged and repeated calls are harmless: the event is kept once, and the allotment decides.
Result<Done> take_call(Context& context, const allotments::Counter& counter, const PaymentCall& call) {
    if (auto checked = check_call(context); !checked) return std::unexpected(std::move(checked).error());
    web::Checks checks;
    checks.length("event", clean_line(call.event), 1, 200);
    checks.length("reference", clean_line(call.reference), 0, 200);
    checks.length("currency", call.currency, 3, 3);
    checks.that(call.amount > 0, "amount", "field.number");
    if (auto checked = checks.result(); !checked) return std::unexpected(std::move(checked).error());
    const Payment payment = take_payment(context, counter,
                                         {PaymentSource::bridge,
                                          clean_line(call.event),
                                          call.order,
                                          clean_line(call.reference),
                                          {call.amount, call.currency}},
                                         Id{});
    if (payment.amount != Money{call.amount, call.currency} ||
        (payment.order_id && payment.order_id != call.order))
        return refuse(409, "orders.event_of_another");
    return Done{payment.order_id ? "/orders/" + to_string(payment.order_id) : "/orders", words_of(payment)};
}

Result<BridgePage> bridge_page(Context& context, const BridgeForm* typed) {
    return context.read([&](db::Reader& reader) -> Result<BridgePage> {
        BridgePage page;
        page.call_url = context.origin() + "/payments";
        if (const auto known = bridge(reader)) {
            page.kept_pay_url = known->pay_url;
            page.secret = known->secret;
            page.changed_at = known->changed_at;
        }
        if (typed) page.kept_pay_url = typed->pay_url;
        return page;
    });
}

Result<Done> keep_bridge(Context& context, const BridgeForm& form) {
    return context.act([&](db::Writer& writer) -> Result<Done> {
        if (auto kept = set_bridge(writer, squads::acting(context), form.pay_url); !kept)
            return std::unexpected(std::move(kept).error());
        return Done{"/studio/payments", {"orders.said_bridge", {}}};
    });
}

Result<Done> change_secret(Context& context) {
    return context.act([&](db::Writer& writer) -> Result<Done> {
        renew_secret(writer, squads::acting(context));
        return Done{"/studio/payments", {"orders.said_secret", {}}};
    });
}

}  // namespace

void add_bridge(web::Site& site, const allotments::Counter& counter) {
    // open to visitors: a bridge has no account, and its signature proves who it is
    site.post(
        "/payments", Access::visitor,
        [&counter](Context& c, const PaymentCall& call) { return take_call(c, counter, call); },
        {.summary =
             "A gateway's bridge tells of a payment: JSON, with Canyu-Timestamp (seconds since 1970) and "
             "Canyu-Signature (hex of HMAC-SHA256 over timestamp, a dot and the body)",
         .per_minute = 6000});
    constexpr auto page = "orders/bridge.html";
    site.get("/studio/payments", Access::admin, page, [](Context& c) { return bridge_page(c, nullptr); },
             {.summary = "How payments come in by themselves"});
    site.post("/studio/payments", Access::admin, keep_bridge, page,
              [](Context& c, const BridgeForm& form) { return bridge_page(c, &form); },
              {.summary = "Connect a gateway's bridge, or say where it takes buyers"});
    site.post("/studio/payments/secret", Access::admin, [](Context& c) { return change_secret(c); },
              {.summary = "A new secret; calls signed with the old one are refused from now on"});
}

}  // namespace canyu::orders
