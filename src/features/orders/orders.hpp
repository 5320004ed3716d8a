// Orders: what somebody got hold of in an allotment, paid or not, until it is in their hands.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "features/allotments/allotments.hpp"
#include "features/squads/squads.hpp"
#include "platform/db/upkeep.hpp"

namespace canyu::jobs {
class Jobs;
}
namespace canyu::orders {

using squads::Acting;

enum class OrderState { held, paid, packed, sent, delivered, cancelled, expired };
BOOST_DESCRIBE_ENUM(OrderState, held, paid, packed, sent, delivered, cancelled, expired)

// What the units of an allotment are and what one costs.
struct Offer {
    Id id;                    // the allotment's
    std::int64_t number = 0;  // the first part of its orders' numbers; unique
    Id object_id;             // what is sold under it: a sale
    Id product_id;
    std::string title;
    std::string url;  // its page
    Money price;
    std::string how_to_pay;
};
BOOST_DESCRIBE_STRUCT(Offer, (), (id, number, object_id, product_id, title, url, price, how_to_pay))

// A claim that was granted, and what came of it. Its rows follow from the journal.
struct Order {
    Id id;
    Id allotment_id;
    std::int64_t seq = 0;  // with `place`: which decision of the journal
    std::int64_t place = 0;
    std::string number;  // "12-340-7": offer, seq and place
    Id person_id;
    std::int64_t unit = 0;
    std::int64_t channel = 0;
    std::int64_t claim_high = 0;  // the key it was claimed with
    std::int64_t claim_low = 0;
    Money price;
    OrderState state = OrderState::held;
    std::string told;  // the state its buyer was told of
    Time placed_at{};
    std::optional<Time> deadline;  // of the payment
    Time state_at{};
    std::string tracking;
    std::optional<Time> reminded_at;
    std::optional<Time> asked_at;
};
BOOST_DESCRIBE_STRUCT(Order, (),
                      (id, allotment_id, seq, place, number, person_id, unit, channel, claim_high, claim_low,
                       price, state, told, placed_at, deadline, state_at, tracking, reminded_at, asked_at))

// Where the units of a channel are, counted from the orders.
struct ChannelStock {
    std::int64_t channel = 0;
    std::int64_t units = 0;
    std::int64_t held = 0;
    std::int64_t sold = 0;
};
BOOST_DESCRIBE_STRUCT(ChannelStock, (), (channel, units, held, sold))

// One order in a list. Part of other slices' views.
struct OrderCard {
    Id order_id;
    std::string order_number;
    std::string order_url;
    std::string offer_title;
    std::string offer_url;
    Money price;
    OrderState order_state = OrderState::held;
    Time placed_at{};
    std::optional<Time> deadline;  // while it is held
    Time order_state_at{};
    std::string studio_order_url;
};
BOOST_DESCRIBE_STRUCT(OrderCard, (),
                      (order_id, order_number, order_url, offer_title, offer_url, price, order_state,
                       placed_at, deadline, order_state_at, studio_order_url))

// Of the allotment `offer.id`, in the transaction that opens it; `units` of each channel.
void make_offer(db::Writer& writer, const Offer& offer, const std::vector<std::int64_t>& units);
// For Projection::follow: places orders, and lets payments, cancellations and expiries come to them. Expects
// an offer for every allotment of its kind.
allotments::Follower follower(IdSource& ids);

std::optional<Order> find(db::Reader& reader, Id order);
std::optional<Order> claimed(db::Reader& reader, Id allotment, const allocation::Key& key);
// Of this person in this allotment, the latest first.
std::vector<Order> of_person_in(db::Reader& reader, Id allotment, Id person);
std::string url(const Order& order);
OrderCard card_of(db::Reader& reader, const Order& order);
std::vector<ChannelStock> stock(db::Reader& reader, Id allotment);
// What was placed after that moment.
std::int64_t count_placed(db::Reader& reader, Id allotment, Time after);
// The money of what is sold.
std::int64_t amount_sold(db::Reader& reader, Id allotment);

// For the clock, every minute: tells buyers what became of their orders, reminds them of deadlines, asks how
// it is a week after it arrived; and decides about payments that were told of while nobody could.
void keep(db::Database& store, const allotments::Counter& counter, IdSource& ids, Time now);

// /orders, /orders/{id}, /payments; staff: /studio/orders…, /studio/refunds…, /studio/payments
void add_pages(web::Site& site, const allotments::Counter& counter);

// What of this slice's rows follows from others, for canyu doctor.
db::Upkeep upkeep();

}  // namespace canyu::orders
