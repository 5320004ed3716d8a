// The staff's side of orders: payments that came without a gateway, packing, sending, and money to give back.
#include "features/orders/delivery.hpp"
#include "features/orders/showing.hpp"
#include "features/orders/store.hpp"
#include "platform/audit/audit.hpp"
#include "platform/web/checks.hpp"
#include "platform/web/site.hpp"

namespace canyu::orders {
namespace {

using web::Access;
using web::Context;
using web::Done;

constexpr std::int64_t orders_per_page = 50;
constexpr std::int64_t refunds_shown = 200;

std::vector<OrderChoice> choices_of(db::Reader& reader, OrderState chosen) {
    using enum OrderState;
    std::vector<OrderChoice> choices;
    for (const OrderState state : {held, paid, packed, sent, delivered, cancelled, expired})
        choices.push_back({state, "/studio/orders?state=" + std::string(enum_name(state)),
                           store::count_in_state(reader, state), state == chosen});
    return choices;
}

Result<StudioOrdersPage> orders_page(Context& context, const OrdersQuery& query) {
    return context.read([&](db::Reader& reader) -> Result<StudioOrdersPage> {
        const OrderState state = query.state.value_or(OrderState::paid);
        const std::int64_t count = store::count_in_state(reader, state);
        const std::int64_t number = std::min(context.page(), web::page_count(count, orders_per_page));
        StudioOrdersPage page;
        page.choices = choices_of(reader, state);
        page.typed_number = query.number;
        page.refunds_due = static_cast<std::int64_t>(
            store::payments(reader, PaymentState::refund_due, refunds_shown).size());
        if (query.number.empty()) {
            page.orders = cards_of(
                reader, store::in_state(reader, state, (number - 1) * orders_per_page, orders_per_page));
            page.pagination = web::paginate(context.query(), number, count, orders_per_page);
        } else if (const auto found = store::find(reader, std::string_view(query.number))) {
            page.orders.push_back(card_of(reader, *found));
        } else {
            page.not_there = true;
        }
        return page;
    });
}

Result<StudioOrderPage> order_page(Context& context, const std::string& typed_reference) {
    CANYU_TRY(const Id id, context.id("order"));
    return context.read([&](db::Reader& reader) -> Result<StudioOrderPage> {
        const auto order = store::find(reader, id);
        if (!order) return not_found();
        const auto buyer = people::find(reader, order->person_id);
        CANYU_CHECK(buyer.has_value());
        return StudioOrderPage{card_of(reader, *order),    people::card(*buyer),   payments_of(reader, id),
                               store::address(reader, id), order->tracking,        typed_reference,
                               may_arrive(*order),         unboxing_of(reader, id)};
    });
}

// What the staff write beside a payment that they saw themselves names it: the same words twice are one
// payment. Nobody of the staff says of their own order that it is paid.
Result<Done> take_offline(Context& context, const allotments::Counter& counter, const ReferenceForm& form) {
    CANYU_TRY(const Id id, context.id("order"));
    const std::string reference = clean_line(form.reference);
    web::Checks checks;
    checks.length("reference", reference, 2, 100);
    if (auto checked = checks.result(); !checked) return std::unexpected(std::move(checked).error());
    const auto order = context.read([&](db::Reader& reader) { return store::find(reader, id); });
    if (!order) return not_found();
    const Id by = context.member().person;
    if (order->person_id == by) return refuse(403, "orders.own_order");
    const Payment payment =
        take_payment(context, counter,
                     {PaymentSource::offline, to_string(id) + " " + reference, id, reference, order->price},
                     by, [&](db::Writer& writer) {
                         audit::record(writer, context.ids(), by, "orders.act_paid", {"order", id},
                                       order->number + " " + reference, context.now());
                     });
    return Done{"/studio/orders/" + to_string(id), words_of(payment)};
}

template <class Act>
Result<Done> act(Context& context, const char* said, Act what) {
    CANYU_TRY(const Id id, context.id("order"));
    return context.act([&](db::Writer& writer) -> Result<Done> {
        if (auto done = what(writer, id); !done) return std::unexpected(std::move(done).error());
        return Done{"/studio/orders/" + to_string(id), {said, {}}};
    });
}

Result<Done> packed(Context& context) {
    return act(context, "orders.said_packed",
               [&](db::Writer& writer, Id id) { return pack(writer, squads::acting(context), id); });
}

Result<Done> sent(Context& context, const TrackingForm& form) {
    return act(context, "orders.said_sent", [&](db::Writer& writer, Id id) {
        return send(writer, squads::acting(context), id, form.tracking);
    });
}

Result<Done> delivered(Context& context) {
    return act(context, "orders.said_delivered", [&](db::Writer& writer, Id id) -> Result<void> {
        const auto order = store::find(writer, id);
        if (!order) return not_found();
        return deliver(writer, squads::acting(context), *order);
    });
}

RefundLine refund_line(db::Reader& reader, const Payment& payment) {
    RefundLine line{line_of(payment), "/studio/refunds/" + to_string(payment.id), "", ""};
    if (const auto order = store::find(reader, payment.order_id)) {
        line.refund_order_url = "/studio/orders/" + to_string(order->id);
        line.refund_order_number = order->number;
    }
    return line;
}

Result<RefundsPage> refunds_page(Context& context) {
    return context.read([&](db::Reader& reader) -> Result<RefundsPage> {
        RefundsPage page;
        for (const Payment& payment : store::payments(reader, PaymentState::refund_due, refunds_shown))
            page.due.push_back(refund_line(reader, payment));
        for (const Payment& payment : store::latest_refunded(reader, refunds_shown))
            page.done.push_back(refund_line(reader, payment));
        return page;
    });
}

Result<Done> refunded(Context& context, const ReferenceForm& form) {
    CANYU_TRY(const Id id, context.id("payment"));
    return context.act([&](db::Writer& writer) -> Result<Done> {
        if (auto done = refund(writer, squads::acting(context), id, form.reference); !done)
            return std::unexpected(std::move(done).error());
        return Done{"/studio/refunds", {"orders.said_refunded", {}}};
    });
}

}  // namespace

void add_studio_orders(web::Site& site, const allotments::Counter& counter) {
    constexpr auto page = "orders/studio_order.html";
    site.get("/studio/orders", Access::staff, "orders/studio_orders.html",
             [](Context& c, const OrdersQuery& query) { return orders_page(c, query); },
             {.summary = "Orders by where they stand, the longest waiting first, or the one with a number"});
    site.get("/studio/orders/{order}", Access::staff, page, [](Context& c) { return order_page(c, ""); },
             {.summary = "An order: its buyer, payments and where to send it"});
    site.post(
        "/studio/orders/{order}/payments", Access::staff,
        [&counter](Context& c, const ReferenceForm& form) { return take_offline(c, counter, form); }, page,
        [](Context& c, const ReferenceForm& form) { return order_page(c, form.reference); },
        {.summary = "The money came without a gateway: what the bank calls it"});
    site.post("/studio/orders/{order}/packing", Access::staff, [](Context& c) { return packed(c); },
              {.summary = "It is packed"});
    site.post("/studio/orders/{order}/sending", Access::staff, sent, page,
              [](Context& c, const TrackingForm&) { return order_page(c, ""); },
              {.summary = "It is on its way, and how to follow it"});
    site.post("/studio/orders/{order}/arrival", Access::staff, [](Context& c) { return delivered(c); },
              {.summary = "The buyer has it"});
}

void add_refunds(web::Site& site) {
    constexpr auto page = "orders/refunds.html";
    site.get("/studio/refunds", Access::staff, page, [](Context& c) { return refunds_page(c); },
             {.summary = "Money that came for nothing and is to be given back"});
    site.post("/studio/refunds/{payment}", Access::staff, refunded, page,
              [](Context& c, const ReferenceForm&) { return refunds_page(c); },
              {.summary = "It was given back: what the bank calls it"});
}

}  // namespace canyu::orders
