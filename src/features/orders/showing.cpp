#include "features/orders/showing.hpp"

#include "features/orders/store.hpp"
#include "platform/web/context.hpp"

namespace canyu::orders {

OrderCard card_of(db::Reader& reader, const Order& order) {
    const auto sold = store::offer(reader, order.allotment_id);
    CANYU_CHECK(sold.has_value());
    OrderCard card{order.id,
                   order.number,
                   url(order),
                   sold->title,
                   sold->url,
                   order.price,
                   order.state,
                   order.placed_at,
                   std::nullopt,
                   order.state_at,
                   "/studio/orders/" + to_string(order.id)};
    if (order.state == OrderState::held) card.deadline = order.deadline;
    return card;
}

std::vector<OrderCard> cards_of(db::Reader& reader, const std::vector<Order>& orders) {
    std::vector<OrderCard> cards;
    for (const Order& order : orders) cards.push_back(card_of(reader, order));
    return cards;
}

PaymentLine line_of(const Payment& payment) {
    return {payment.amount, payment.reference,   payment.told_at,         payment.state,
            payment.reason, payment.refunded_at, payment.refund_reference};
}

std::vector<PaymentLine> payments_of(db::Reader& reader, Id order) {
    std::vector<PaymentLine> lines;
    for (const Payment& payment : store::payments_of(reader, order)) lines.push_back(line_of(payment));
    return lines;
}

UnboxingFields unboxing_of(db::Reader& reader, Id order) {
    const auto said = store::unboxing(reader, order);
    return said ? UnboxingFields{said->good, said->bad, said->said_at} : UnboxingFields{};
}

bool may_arrive(const Order& order) {
    using enum OrderState;
    return order.state == paid || order.state == packed || order.state == sent;
}

Payment take_payment(web::Context& context, const allotments::Counter& counter, const Told& told, Id by,
                     const std::function<void(db::Writer&)>& noted) {
    const Payment payment = context.store().write([&](db::Writer& writer) {
        if (noted) noted(writer);
        return take(writer, context.ids(), told, by, context.now());
    });
    return settle(context.store(), counter, context.ids(), payment, context.now());
}

Message words_of(const Payment& payment) {
    switch (payment.state) {
        case PaymentState::accepted:
            return {"orders.payment_accepted", {}};
        case PaymentState::told:
            return {"orders.payment_told", {}};
        default:
            return {"orders.payment_refund_due", {}};
    }
}

}  // namespace canyu::orders
