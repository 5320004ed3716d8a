// Inside the orders slice: payments as they are told of, decided by the allotment, and given back where they
// came for nothing.
#pragma once

#include "features/orders/orders.hpp"

namespace canyu::orders {

enum class PaymentSource { offline, bridge };
BOOST_DESCRIBE_ENUM(PaymentSource, offline, bridge)
enum class PaymentState { told, accepted, refund_due, refunded };
BOOST_DESCRIBE_ENUM(PaymentState, told, accepted, refund_due, refunded)
enum class RefundReason { none, no_order, wrong_amount, too_late, cancelled, twice };
BOOST_DESCRIBE_ENUM(RefundReason, none, no_order, wrong_amount, too_late, cancelled, twice)

struct Payment {
    Id id;
    Id order_id;  // Id{} where there is no such order
    PaymentSource source = PaymentSource::offline;
    std::string event;      // with `source` unique
    std::string reference;  // how the bank or gateway names it
    Money amount;
    Time told_at{};
    Id told_by;  // Id{} for the bridge
    PaymentState state = PaymentState::told;
    RefundReason reason = RefundReason::none;
    std::optional<Time> refunded_at;
    std::optional<Id> refunded_by;
    std::string refund_reference;
};
BOOST_DESCRIBE_STRUCT(Payment, (),
                      (id, order_id, source, event, reference, amount, told_at, told_by, state, reason,
                       refunded_at, refunded_by, refund_reference))

// What somebody says was paid.
struct Told {
    PaymentSource source = PaymentSource::offline;
    std::string event;
    Id order;
    std::string reference;
    Money amount;
};
// Keeps it, once an event: the first telling counts. One for no order, or of another amount than the price,
// is to be refunded at once.
Payment take(db::Writer& writer, IdSource& ids, const Told& told, Id by, Time now);

// Lets the allotment decide about a payment that was only told of, and answers what it is then. Not inside a
// closure.
Payment settle(db::Database& store, const allotments::Counter& counter, IdSource& ids, const Payment& payment,
               Time now);
// Payments that were told of some time ago and that nobody could decide about.
void settle_told(db::Database& store, const allotments::Counter& counter, IdSource& ids, Time now);
// Its buyer hears that this payment comes back, or has come.
void tell_of_refund(db::Writer& writer, IdSource& ids, const Payment& payment, Time now);

// Staff gave the money back. 409 "orders.nothing_to_refund".
Result<void> refund(db::Writer& writer, const Acting& acting, Id payment, const std::string& reference);

// Tells buyers what became of their orders, reminds and asks them.
void tell_buyers(db::Writer& writer, IdSource& ids, Time now);

// What is asked about the claim that an order followed from.
allocation::Act act_on(const Order& order, allocation::ActKind kind, allocation::Reference reference = {});

// ---- the bridge to a gateway
struct Bridge {
    Id id{1};
    std::string secret;   // 64 hex digits
    std::string pay_url;  // with {order}, {amount}, {currency}
    Time changed_at{};
    Id changed_by;
};
BOOST_DESCRIBE_STRUCT(Bridge, (), (id, secret, pay_url, changed_at, changed_by))

// A call counts for so long before and after the moment it was signed at.
inline constexpr std::chrono::minutes signature_lasts{5};

// Hex of HMAC-SHA256 (RFC 2104, FIPS 180-4) over the timestamp, a dot and the body, keyed by the secret's
// text.
std::string signature(std::string_view secret, std::string_view timestamp, std::string_view body);
// 401 "orders.bridge_not_signed", "orders.bridge_too_late". `timestamp`: seconds since 1970.
Result<void> check_signature(std::string_view secret, std::string_view timestamp, std::string_view body,
                             std::string_view signed_as, Time now);

std::optional<Bridge> bridge(db::Reader& reader);
// The first time with a secret, later without one where it stays as it is. 422 on the field pay_url.
Result<void> set_bridge(db::Writer& writer, const Acting& acting, const std::string& pay_url);
void renew_secret(db::Writer& writer, const Acting& acting);
// Where the buyer of this order pays, "" where no bridge says.
std::string pay_url(db::Reader& reader, const Order& order);

}  // namespace canyu::orders
