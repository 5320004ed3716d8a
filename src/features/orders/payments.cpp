#include "features/orders/payments.hpp"

#include "features/orders/store.hpp"
#include "platform/audit/audit.hpp"
#include "platform/web/checks.hpp"

namespace canyu::orders {
namespace {

using allocation::Outcome;

// Once an allotment is finished its keys may be forgotten; then the order's own end says why.
RefundReason reason_of(Outcome outcome, const Order& order) {
    if (outcome == Outcome::paid_twice) return RefundReason::twice;
    if (outcome == Outcome::already_cancelled) return RefundReason::cancelled;
    if (outcome == Outcome::expired) return RefundReason::too_late;
    return order.state == OrderState::cancelled ? RefundReason::cancelled
           : order.state == OrderState::expired ? RefundReason::too_late
                                                : RefundReason::twice;
}

}  // namespace

allocation::Act act_on(const Order& order, allocation::ActKind kind, allocation::Reference reference) {
    return {
        .kind = kind,
        .channel = static_cast<std::uint8_t>(order.channel),
        .person = order.person_id,
        .key = {static_cast<std::uint64_t>(order.claim_high), static_cast<std::uint64_t>(order.claim_low)},
        .reference = reference};
}

Payment take(db::Writer& writer, IdSource& ids, const Told& told, Id by, Time now) {
    Payment payment{.id = ids.next(),
                    .source = told.source,
                    .event = told.event,
                    .reference = told.reference,
                    .amount = told.amount,
                    .told_at = now,
                    .told_by = by};
    const auto order = store::find(writer, told.order);
    if (!order) {
        payment.reason = RefundReason::no_order;
    } else {
        payment.order_id = order->id;
        if (told.amount != order->price) payment.reason = RefundReason::wrong_amount;
    }
    if (payment.reason != RefundReason::none) payment.state = PaymentState::refund_due;
    if (!store::insert_new(writer, payment)) return store::payment(writer, told.source, told.event).value();
    if (payment.state == PaymentState::refund_due) tell_of_refund(writer, ids, payment, now);
    return payment;
}

Payment settle(db::Database& store, const allotments::Counter& counter, IdSource& ids, const Payment& payment,
               Time now) {
    if (payment.state != PaymentState::told) return payment;
    const auto order = store.read([&](db::Reader& reader) { return store::find(reader, payment.order_id); });
    CANYU_CHECK(order.has_value());
    const Outcome outcome =
        counter.desk
            .ask(order->allotment_id, act_on(*order, allocation::ActKind::confirm,
                                             {static_cast<std::uint64_t>(payment.id.value), 0}))
            .outcome;
    if (outcome == Outcome::confirmed) counter.projection.catch_up(order->allotment_id);
    return store.write([&](db::Writer& writer) {
        if (outcome == Outcome::confirmed) {
            store::decide(writer, payment.id, PaymentState::accepted, RefundReason::none);
        } else if (allocation::decides(outcome) &&
                   store::decide(writer, payment.id, PaymentState::refund_due, reason_of(outcome, *order))) {
            tell_of_refund(writer, ids, payment, now);
        }
        return store::payment(writer, payment.id).value();
    });
}

void settle_told(db::Database& store, const allotments::Counter& counter, IdSource& ids, Time now) {
    // Whoever told of it is perhaps just asking.
    constexpr std::chrono::seconds left_alone{10};
    constexpr std::int64_t at_once = 500;
    // Page after page: those that nobody can decide about hold up no other.
    Id after{};
    for (;;) {
        const auto told =
            store.read([&](db::Reader& reader) { return store::told_payments(reader, after, at_once); });
        for (const Payment& payment : told)
            if (payment.told_at + left_alone <= now) settle(store, counter, ids, payment, now);
        if (std::ssize(told) < at_once) return;
        after = told.back().id;
    }
}

Result<void> refund(db::Writer& writer, const Acting& acting, Id id, const std::string& reference) {
    const auto payment = store::payment(writer, id);
    if (!payment) return not_found();
    if (payment->state != PaymentState::refund_due) return refuse(409, "orders.nothing_to_refund");
    web::Checks checks;
    checks.length("reference", clean_line(reference), 1, 100);
    if (auto checked = checks.result(); !checked) return checked;
    store::set_refunded(writer, id, acting.now, acting.by, clean_line(reference));
    audit::record(writer, acting.ids, acting.by, "orders.act_refunded", {"payment", id},
                  clean_line(reference), acting.now);
    tell_of_refund(writer, acting.ids, *store::payment(writer, id), acting.now);
    return {};
}

}  // namespace canyu::orders
