// Inside the orders slice: what the buyers' and the staff's pages both show.
#pragma once

#include "features/orders/views.hpp"

namespace canyu::web {
class Context;
class Site;
}  // namespace canyu::web

namespace canyu::orders {

std::vector<OrderCard> cards_of(db::Reader& reader, const std::vector<Order>& orders);
PaymentLine line_of(const Payment& payment);
std::vector<PaymentLine> payments_of(db::Reader& reader, Id order);
UnboxingFields unboxing_of(db::Reader& reader, Id order);
bool may_arrive(const Order& order);

// Keeps what was told and lets the allotment decide. Answers what the payment is then. `noted`: what is
// written beside it, in the same transaction.
Payment take_payment(web::Context& context, const allotments::Counter& counter, const Told& told, Id by,
                     const std::function<void(db::Writer&)>& noted = {});
// What who told of it is told.
Message words_of(const Payment& payment);

void add_studio_orders(web::Site& site, const allotments::Counter& counter);
void add_refunds(web::Site& site);
void add_bridge(web::Site& site, const allotments::Counter& counter);

}  // namespace canyu::orders
