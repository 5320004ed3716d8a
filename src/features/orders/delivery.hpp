// Inside the orders slice: from paid to unpacked.
#pragma once

#include "features/orders/orders.hpp"

namespace canyu::orders {

struct Unboxing {
    Id order_id;
    Id person_id;
    Id product_id;
    std::string good;
    std::string bad;
    Time said_at{};
};
BOOST_DESCRIBE_STRUCT(Unboxing, (), (order_id, person_id, product_id, good, bad, said_at))

// After so long without a word the buyer is asked what it is like.
inline constexpr std::chrono::days silence_lasts{7};

// Staff. 409 "orders.not_yet" when the step before is not done; sending says how to follow the parcel.
Result<void> pack(db::Writer& writer, const Acting& acting, Id order);
Result<void> send(db::Writer& writer, const Acting& acting, Id order, const std::string& tracking);
// The buyer, or staff for them: it is there. Also of what was only paid: some fetch it themselves.
Result<void> deliver(db::Writer& writer, const Acting& acting, const Order& order);

// The buyer: until it is packed. 409 "orders.packed_already"; 422 on the field address.
Result<void> set_address(db::Writer& writer, const Order& order, const std::string& address);
// The buyer, after it arrived; saying it again replaces what was said. 422 when nothing is said.
Result<void> unbox(db::Writer& writer, const Order& order, const std::string& good, const std::string& bad,
                   Time now);

// Every claim is remembered until the allotment is finished: who has given up so many there (10) keeps the
// next one until its deadline, so that claiming and giving up in turns cannot fill the memory.
bool has_given_up_enough(db::Reader& reader, const Order& order);

}  // namespace canyu::orders
