// What the pages of orders show and the API answers.
#pragma once

#include "features/orders/forms.hpp"
#include "platform/web/pagination.hpp"

namespace canyu::orders {

struct OrdersPage {
    std::vector<OrderCard> orders;
    std::optional<web::Pagination> pagination;
};
BOOST_DESCRIBE_STRUCT(OrdersPage, (), (orders, pagination))

struct PaymentLine {
    Money paid_amount;
    std::string paid_reference;
    Time paid_at{};
    PaymentState payment_state = PaymentState::told;
    RefundReason refund_reason = RefundReason::none;
    std::optional<Time> refunded_at;
    std::string refund_reference;
};
BOOST_DESCRIBE_STRUCT(PaymentLine, (),
                      (paid_amount, paid_reference, paid_at, payment_state, refund_reason, refunded_at,
                       refund_reference))

// What the buyer said, as kept or as typed.
struct UnboxingFields {
    std::string good_words;
    std::string bad_words;
    std::optional<Time> told_at;  // nothing where nothing is kept
};
BOOST_DESCRIBE_STRUCT(UnboxingFields, (), (good_words, bad_words, told_at))

struct OrderPage {
    OrderCard order;
    bool is_gift = false;  // it costs nothing
    std::string how_to_pay;
    std::string pay_url;
    std::vector<PaymentLine> payments;
    std::string kept_address;
    bool takes_address = false;
    std::string tracking;
    bool may_arrive = false;  // it is paid, and not yet said to be there
    UnboxingFields unboxing;
    std::string report_url;
};
BOOST_DESCRIBE_STRUCT(OrderPage, (),
                      (order, is_gift, how_to_pay, pay_url, payments, kept_address, takes_address, tracking,
                       may_arrive, unboxing, report_url))

// ---- the staff's side
struct OrderChoice {
    OrderState state = OrderState::held;
    std::string url;
    std::int64_t count = 0;
    bool chosen = false;
};
BOOST_DESCRIBE_STRUCT(OrderChoice, (), (state, url, count, chosen))

struct StudioOrdersPage {
    std::vector<OrderChoice> choices;
    std::vector<OrderCard> orders;
    std::optional<web::Pagination> pagination;
    std::int64_t refunds_due = 0;
    std::string typed_number;
    bool not_there = false;  // no order has that number
};
BOOST_DESCRIBE_STRUCT(StudioOrdersPage, (),
                      (choices, orders, pagination, refunds_due, typed_number, not_there))

struct StudioOrderPage {
    OrderCard order;
    people::Card buyer;
    std::vector<PaymentLine> payments;
    std::string kept_address;
    std::string tracking;
    std::string typed_reference;
    bool may_arrive = false;
    UnboxingFields unboxing;
};
BOOST_DESCRIBE_STRUCT(StudioOrderPage, (),
                      (order, buyer, payments, kept_address, tracking, typed_reference, may_arrive, unboxing))

struct RefundLine {
    PaymentLine payment;
    std::string done_url;
    std::string refund_order_url;  // "" where no order has the number that was said
    std::string refund_order_number;
};
BOOST_DESCRIBE_STRUCT(RefundLine, (), (payment, done_url, refund_order_url, refund_order_number))

struct RefundsPage {
    std::vector<RefundLine> due;
    std::vector<RefundLine> done;
};
BOOST_DESCRIBE_STRUCT(RefundsPage, (), (due, done))

struct BridgePage {
    std::string kept_pay_url;
    std::string secret;  // "" while there is none
    std::string call_url;
    std::optional<Time> changed_at;
};
BOOST_DESCRIBE_STRUCT(BridgePage, (), (kept_pay_url, secret, call_url, changed_at))

}  // namespace canyu::orders
