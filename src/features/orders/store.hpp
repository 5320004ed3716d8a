// The tables of orders, payments and what comes after them.
#pragma once

#include "features/orders/delivery.hpp"
#include "features/orders/payments.hpp"

namespace canyu::orders::store {

void insert(db::Writer& writer, const Offer& offer);
void insert_channel(db::Writer& writer, Id offer, std::int64_t channel, std::int64_t units);
void add_units(db::Writer& writer, Id offer, std::int64_t channel, std::int64_t units);
std::optional<Offer> offer(db::Reader& reader, Id allotment);

void insert(db::Writer& writer, const Order& order);
void set_state(db::Writer& writer, Id order, OrderState state, Time now);
void set_tracking(db::Writer& writer, Id order, const std::string& tracking);
std::optional<Order> find(db::Reader& reader, Id order);
std::optional<Order> find(db::Reader& reader, std::string_view number);
std::optional<Order> claimed(db::Reader& reader, Id allotment, const allocation::Key& key);
std::vector<Order> of_person_in(db::Reader& reader, Id allotment, Id person);
std::vector<Order> of_person(db::Reader& reader, Id person, std::int64_t skipped, std::int64_t limit);
std::int64_t count_of_person(db::Reader& reader, Id person);
// Those in this state, the longest in it first.
std::vector<Order> in_state(db::Reader& reader, OrderState state, std::int64_t skipped, std::int64_t limit);
std::int64_t count_in_state(db::Reader& reader, OrderState state);
std::vector<ChannelStock> stock(db::Reader& reader, Id allotment);
std::int64_t count_placed(db::Reader& reader, Id allotment, Time after);
std::int64_t amount_sold(db::Reader& reader, Id allotment);

// ---- for the clock
std::vector<Order> untold(db::Reader& reader, std::int64_t limit);
void set_told(db::Writer& writer, const Order& order);
// Held, not reminded, and less than a third of their time is left.
std::vector<Order> near_deadline(db::Reader& reader, Time now, std::int64_t limit);
void set_reminded(db::Writer& writer, Id order, Time now);
// Delivered before that moment, not asked, and nothing was said.
std::vector<Order> silent(db::Reader& reader, Time before, std::int64_t limit);
void set_asked(db::Writer& writer, Id order, Time now);

void set_address(db::Writer& writer, const Order& order, const std::string& address);
std::string address(db::Reader& reader, Id order);  // "" for none
void set_unboxing(db::Writer& writer, const Unboxing& unboxing);
std::optional<Unboxing> unboxing(db::Reader& reader, Id order);

bool insert_new(db::Writer& writer, const Payment& payment);
std::optional<Payment> payment(db::Reader& reader, Id payment);
std::optional<Payment> payment(db::Reader& reader, PaymentSource source, const std::string& event);
std::vector<Payment> payments_of(db::Reader& reader, Id order);
// In this state, the first told first.
std::vector<Payment> payments(db::Reader& reader, PaymentState state, std::int64_t limit);
// Told of and not decided about, after that one, in the order in which they were told.
std::vector<Payment> told_payments(db::Reader& reader, Id after, std::int64_t limit);
std::vector<Payment> latest_refunded(db::Reader& reader, std::int64_t limit);
// False when it was decided before.
bool decide(db::Writer& writer, Id payment, PaymentState state, RefundReason reason);
void set_refunded(db::Writer& writer, Id payment, Time now, Id by, const std::string& reference);

std::optional<Bridge> bridge(db::Reader& reader);
void keep_bridge(db::Writer& writer, const Bridge& bridge);

}  // namespace canyu::orders::store
