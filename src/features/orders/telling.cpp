// What buyers are told of their orders: by the clock, so that a rush writes orders and nothing else.
#include "features/notices/notices.hpp"
#include "features/orders/store.hpp"

namespace canyu::orders {
namespace {

constexpr std::int64_t at_once = 1000;

void tell(db::Writer& writer, IdSource& ids, const Order& order, notices::Kind kind, const char* key,
          Time now) {
    const auto sold = store::offer(writer, order.allotment_id);
    CANYU_CHECK(sold.has_value());
    notices::tell(writer, ids,
                  {kind,
                   "order:" + to_string(order.id),
                   url(order),
                   {key, {{"title", sold->title}, {"number", order.number}, {"tracking", order.tracking}}},
                   {"orders.told_because", {}}},
                  {order.person_id}, now);
}

// Null for what the buyer did, or sees coming.
const char* words_of(OrderState state) {
    switch (state) {
        case OrderState::held:
            return "orders.told_held";
        case OrderState::paid:
            return "orders.told_paid";
        case OrderState::sent:
            return "orders.told_sent";
        case OrderState::expired:
            return "orders.told_expired";
        default:
            return nullptr;
    }
}

}  // namespace

void tell_of_refund(db::Writer& writer, IdSource& ids, const Payment& payment, Time now) {
    const auto order = store::find(writer, payment.order_id);
    if (!order) return;
    const bool is_back = payment.state == PaymentState::refunded;
    tell(writer, ids, *order, notices::Kind::decision,
         is_back ? "orders.told_refunded" : "orders.told_refund_due", now);
}

void tell_buyers(db::Writer& writer, IdSource& ids, Time now) {
    for (const Order& order : store::untold(writer, at_once)) {
        const bool is_gift = order.price.amount == 0 && order.state == OrderState::paid;
        if (const char* key = is_gift ? "orders.told_gift" : words_of(order.state))
            tell(writer, ids, order, notices::Kind::receipt, key, now);
        store::set_told(writer, order);
    }
    for (const Order& order : store::near_deadline(writer, now, at_once)) {
        tell(writer, ids, order, notices::Kind::request, "orders.told_deadline", now);
        store::set_reminded(writer, order.id, now);
    }
    for (const Order& order : store::silent(writer, now - silence_lasts, at_once)) {
        tell(writer, ids, order, notices::Kind::request, "orders.told_ask", now);
        store::set_asked(writer, order.id, now);
    }
}

void keep(db::Database& store, const allotments::Counter& counter, IdSource& ids, Time now) {
    store.write([&](db::Writer& writer) { tell_buyers(writer, ids, now); });
    settle_told(store, counter, ids, now);
}

}  // namespace canyu::orders
