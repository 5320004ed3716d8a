// The buyers' pages: my orders, one of them, and what its buyer does with it.
#include "features/orders/delivery.hpp"
#include "features/orders/showing.hpp"
#include "features/orders/store.hpp"
#include "platform/web/site.hpp"

namespace canyu::orders {
namespace {

using allocation::Outcome;
using web::Access;
using web::Context;
using web::Done;

constexpr std::int64_t orders_per_page = 20;

Result<OrdersPage> orders_page(Context& context) {
    const Id person = context.member().person;
    return context.read([&](db::Reader& reader) -> Result<OrdersPage> {
        const std::int64_t count = store::count_of_person(reader, person);
        const std::int64_t number = std::min(context.page(), web::page_count(count, orders_per_page));
        return OrdersPage{cards_of(reader, store::of_person(reader, person, (number - 1) * orders_per_page,
                                                            orders_per_page)),
                          web::paginate(context.query(), number, count, orders_per_page)};
    });
}

// Of who asks; nobody else learns that it is there.
Result<Order> my_order(db::Reader& reader, const Context& context) {
    CANYU_TRY(const Id id, context.id("order"));
    auto order = store::find(reader, id);
    if (!order || order->person_id != context.member().person) return not_found();
    return *std::move(order);
}

Result<OrderPage> order_page(Context& context) {
    return context.read([&](db::Reader& reader) -> Result<OrderPage> {
        CANYU_TRY(const Order order, my_order(reader, context));
        const auto sold = store::offer(reader, order.allotment_id);
        CANYU_CHECK(sold.has_value());
        const auto product = products::find(reader, sold->product_id);
        OrderPage page;
        page.order = card_of(reader, order);
        page.is_gift = order.price.amount == 0;
        page.how_to_pay = sold->how_to_pay;
        page.pay_url = pay_url(reader, order);
        page.payments = payments_of(reader, order.id);
        page.kept_address = store::address(reader, order.id);
        page.takes_address = order.state == OrderState::held || order.state == OrderState::paid;
        page.tracking = order.tracking;
        page.may_arrive = may_arrive(order);
        page.unboxing = unboxing_of(reader, order.id);
        page.report_url = "/reports/new?kind=experience&product=" + (product ? product->slug : "");
        return page;
    });
}

Result<OrderPage> with_address(Context& context, const AddressForm& typed) {
    CANYU_TRY(OrderPage page, order_page(context));
    page.kept_address = typed.address;
    return page;
}

Result<OrderPage> with_unboxing(Context& context, const UnboxingForm& typed) {
    CANYU_TRY(OrderPage page, order_page(context));
    page.unboxing.good_words = typed.good;
    page.unboxing.bad_words = typed.bad;
    return page;
}

Result<Done> cancel(Context& context, const allotments::Counter& counter) {
    CANYU_TRY(const Order order, context.read([&](db::Reader& reader) { return my_order(reader, context); }));
    if (order.state == OrderState::cancelled) return Done{url(order), {"orders.said_cancelled", {}}};
    if (context.read([&](db::Reader& reader) { return has_given_up_enough(reader, order); }))
        return refuse(409, "orders.given_up_too_often");
    if (order.state == OrderState::expired) return refuse(409, "orders.ran_out");
    if (order.state != OrderState::held) return refuse(409, "orders.paid_already");
    const Outcome outcome =
        counter.desk.ask(order.allotment_id, act_on(order, allocation::ActKind::cancel)).outcome;
    if (!allocation::decides(outcome)) return refuse(503, "orders.ask_again");
    counter.projection.catch_up(order.allotment_id);
    if (outcome == Outcome::already_confirmed) return refuse(409, "orders.paid_already");
    if (outcome == Outcome::expired) return refuse(409, "orders.ran_out");
    return Done{url(order), {"orders.said_cancelled", {}}};
}

// Does something to an order of who asks.
template <class Act>
Result<Done> act(Context& context, const char* said, Act what) {
    return context.act([&](db::Writer& writer) -> Result<Done> {
        CANYU_TRY(const Order order, my_order(writer, context));
        if (auto done = what(writer, order); !done) return std::unexpected(std::move(done).error());
        return Done{url(order), {said, {}}};
    });
}

Result<Done> keep_address(Context& context, const AddressForm& form) {
    return act(context, "orders.said_address", [&](db::Writer& writer, const Order& order) {
        return set_address(writer, order, form.address);
    });
}

Result<Done> arrived(Context& context) {
    return act(context, "orders.said_arrived", [&](db::Writer& writer, const Order& order) {
        return deliver(writer, squads::acting(context), order);
    });
}

Result<Done> unboxed(Context& context, const UnboxingForm& form) {
    return act(context, "orders.said_unboxed", [&](db::Writer& writer, const Order& order) {
        return unbox(writer, order, form.good, form.bad, context.now());
    });
}

}  // namespace

void add_pages(web::Site& site, const allotments::Counter& counter) {
    constexpr auto page = "orders/order.html";
    site.get("/orders", Access::member, "orders/orders.html", [](Context& c) { return orders_page(c); },
             {.summary = "What I got hold of, the latest first"});
    site.get("/orders/{order}", Access::member, page, [](Context& c) { return order_page(c); },
             {.summary = "An order: until when to pay and how, and where it is"});
    site.post("/orders/{order}/cancellation", Access::member,
              [&counter](Context& c) { return cancel(c, counter); },
              {.summary = "Give up what is not paid; somebody else can have it"});
    site.post("/orders/{order}/address", Access::member, keep_address, page, with_address,
              {.summary = "Where to send it, until it is packed"});
    site.post("/orders/{order}/arrival", Access::member, [](Context& c) { return arrived(c); },
              {.summary = "It is in my hands"});
    site.post("/orders/{order}/unboxing", Access::member, unboxed, page, with_unboxing,
              {.summary = "What was good and what was not, in one line each"});
    add_studio_orders(site, counter);
    add_refunds(site);
    add_bridge(site, counter);
}

}  // namespace canyu::orders
