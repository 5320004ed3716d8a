// What buyers, staff and a gateway's bridge send about orders.
#pragma once

#include "features/orders/payments.hpp"

namespace canyu::orders {

struct AddressForm {
    std::string address;
};
BOOST_DESCRIBE_STRUCT(AddressForm, (), (address))

struct UnboxingForm {
    std::string good;
    std::string bad;
};
BOOST_DESCRIBE_STRUCT(UnboxingForm, (), (good, bad))

struct OrdersQuery {
    std::optional<OrderState> state;
    std::string number;
};
BOOST_DESCRIBE_STRUCT(OrdersQuery, (), (state, number))

struct TrackingForm {
    std::string tracking;
};
BOOST_DESCRIBE_STRUCT(TrackingForm, (), (tracking))

struct ReferenceForm {
    std::string reference;
};
BOOST_DESCRIBE_STRUCT(ReferenceForm, (), (reference))

struct BridgeForm {
    std::string pay_url;
};
BOOST_DESCRIBE_STRUCT(BridgeForm, (), (pay_url))

// The body of a bridge's call; amount in the smallest coin.
struct PaymentCall {
    std::string event;
    Id order;
    std::int64_t amount = 0;
    std::string currency;
    std::string reference;
};
BOOST_DESCRIBE_STRUCT(PaymentCall, (), (event, order, amount, currency, reference))

}  // namespace canyu::orders
