#include "features/orders/store.hpp"

namespace canyu::orders::store {
namespace {

const std::string select_orders =
    "select id, allotment_id, seq, place, number, person_id, unit, channel, claim_high, claim_low, "
    "price_amount, price_currency, state, told, placed_at, deadline, state_at, tracking, reminded_at, "
    "asked_at from purchase ";
const std::string select_payments =
    "select id, order_id, source, event, reference, amount_amount, amount_currency, told_at, told_by, state, "
    "reason, refunded_at, refunded_by, refund_reference from payment ";

struct ChannelRow {
    Id offer_id;
    std::int64_t channel = 0;
    std::int64_t units = 0;
};
BOOST_DESCRIBE_STRUCT(ChannelRow, (), (offer_id, channel, units))

}  // namespace

void insert(db::Writer& writer, const Offer& offer) {
    writer.insert("offer", offer);
}

void insert_channel(db::Writer& writer, Id offer, std::int64_t channel, std::int64_t units) {
    writer.insert("offer_channel", ChannelRow{offer, channel, units});
}

void add_units(db::Writer& writer, Id offer, std::int64_t channel, std::int64_t units) {
    writer.execute("update offer_channel set units = units + ? where offer_id = ? and channel = ?", units,
                   offer, channel);
}

std::optional<Offer> offer(db::Reader& reader, Id allotment) {
    return reader.row<Offer>(
        "select id, number, object_id, product_id, title, url, price_amount, price_currency, how_to_pay "
        "from offer where id = ?",
        allotment);
}

void insert(db::Writer& writer, const Order& order) {
    writer.insert("purchase", order);
}

void set_state(db::Writer& writer, Id order, OrderState state, Time now) {
    writer.execute("update purchase set state = ?, state_at = ? where id = ?", state, now, order);
}

void set_tracking(db::Writer& writer, Id order, const std::string& tracking) {
    writer.execute("update purchase set tracking = ? where id = ?", tracking, order);
}

std::optional<Order> find(db::Reader& reader, Id order) {
    return reader.row<Order>(select_orders + "where id = ?", order);
}

std::optional<Order> find(db::Reader& reader, std::string_view number) {
    return reader.row<Order>(select_orders + "where number = ?", std::string(number));
}

std::optional<Order> claimed(db::Reader& reader, Id allotment, const allocation::Key& key) {
    return reader.row<Order>(select_orders + "where allotment_id = ? and claim_high = ? and claim_low = ?",
                             allotment, static_cast<std::int64_t>(key.high),
                             static_cast<std::int64_t>(key.low));
}

std::vector<Order> of_person_in(db::Reader& reader, Id allotment, Id person) {
    return reader.rows<Order>(select_orders + "where person_id = ? and allotment_id = ? order by id desc",
                              person, allotment);
}

std::vector<Order> of_person(db::Reader& reader, Id person, std::int64_t skipped, std::int64_t limit) {
    return reader.rows<Order>(select_orders + "where person_id = ? order by id desc limit ? offset ?", person,
                              limit, skipped);
}

std::int64_t count_of_person(db::Reader& reader, Id person) {
    return reader.value<std::int64_t>("select count(*) from purchase where person_id = ?", person);
}

std::vector<Order> in_state(db::Reader& reader, OrderState state, std::int64_t skipped, std::int64_t limit) {
    return reader.rows<Order>(select_orders + "where state = ? order by state_at, id limit ? offset ?", state,
                              limit, skipped);
}

std::int64_t count_in_state(db::Reader& reader, OrderState state) {
    return reader.value<std::int64_t>("select count(*) from purchase where state = ?", state);
}

std::vector<ChannelStock> stock(db::Reader& reader, Id allotment) {
    return reader.rows<ChannelStock>(
        "select channel, units, "
        "(select count(*) from purchase where allotment_id = offer_id and "
        "purchase.channel = offer_channel.channel and state = 'held'), "
        "(select count(*) from purchase where allotment_id = offer_id and "
        "purchase.channel = offer_channel.channel and state in ('paid', 'packed', 'sent', 'delivered')) "
        "from offer_channel where offer_id = ? order by channel",
        allotment);
}

std::int64_t count_placed(db::Reader& reader, Id allotment, Time after) {
    return reader.value<std::int64_t>(
        "select count(*) from purchase where allotment_id = ? and placed_at > ?", allotment, after);
}

std::int64_t amount_sold(db::Reader& reader, Id allotment) {
    return reader.value<std::int64_t>(
        "select cast(coalesce(sum(price_amount), 0) as bigint) from purchase where allotment_id = ? and "
        "state in ('paid', 'packed', 'sent', 'delivered')",
        allotment);
}

std::vector<Order> untold(db::Reader& reader, std::int64_t limit) {
    return reader.rows<Order>(select_orders + "where told <> state order by id limit ?", limit);
}

void set_told(db::Writer& writer, const Order& order) {
    writer.execute("update purchase set told = ? where id = ?", order.state, order.id);
}

std::vector<Order> near_deadline(db::Reader& reader, Time now, std::int64_t limit) {
    return reader.rows<Order>(
        select_orders +
            "where state = 'held' and reminded_at is null and deadline > ? and "
            "(deadline - cast(? as bigint)) * 3 <= deadline - placed_at order by id limit ?",
        now, now, limit);
}

void set_reminded(db::Writer& writer, Id order, Time now) {
    writer.execute("update purchase set reminded_at = ? where id = ?", now, order);
}

std::vector<Order> silent(db::Reader& reader, Time before, std::int64_t limit) {
    return reader.rows<Order>(select_orders +
                                  "where state = 'delivered' and state_at <= ? and asked_at is null and not "
                                  "exists (select 1 from unboxing where order_id = purchase.id) "
                                  "order by id limit ?",
                              before, limit);
}

void set_asked(db::Writer& writer, Id order, Time now) {
    writer.execute("update purchase set asked_at = ? where id = ?", now, order);
}

void set_address(db::Writer& writer, const Order& order, const std::string& address) {
    writer.execute(
        "insert into delivery_address (order_id, person_id, address) values (?, ?, ?) "
        "on conflict (order_id) do update set address = excluded.address",
        order.id, order.person_id, address);
}

std::string address(db::Reader& reader, Id order) {
    return reader.row<std::string>("select address from delivery_address where order_id = ?", order)
        .value_or("");
}

void set_unboxing(db::Writer& writer, const Unboxing& unboxing) {
    writer.execute(
        "insert into unboxing (order_id, person_id, product_id, good, bad, said_at) values (?, ?, ?, ?, ?, "
        "?) "
        "on conflict (order_id) do update set good = excluded.good, bad = excluded.bad, "
        "said_at = excluded.said_at",
        unboxing.order_id, unboxing.person_id, unboxing.product_id, unboxing.good, unboxing.bad,
        unboxing.said_at);
}

std::optional<Unboxing> unboxing(db::Reader& reader, Id order) {
    return reader.row<Unboxing>(
        "select order_id, person_id, product_id, good, bad, said_at from unboxing where order_id = ?", order);
}

bool insert_new(db::Writer& writer, const Payment& payment) {
    return writer.insert_new("payment", payment);
}

std::optional<Payment> payment(db::Reader& reader, Id payment) {
    return reader.row<Payment>(select_payments + "where id = ?", payment);
}

std::optional<Payment> payment(db::Reader& reader, PaymentSource source, const std::string& event) {
    return reader.row<Payment>(select_payments + "where source = ? and event = ?", source, event);
}

std::vector<Payment> payments_of(db::Reader& reader, Id order) {
    return reader.rows<Payment>(select_payments + "where order_id = ? order by id", order);
}

std::vector<Payment> payments(db::Reader& reader, PaymentState state, std::int64_t limit) {
    return reader.rows<Payment>(select_payments + "where state = ? order by id limit ?", state, limit);
}

std::vector<Payment> told_payments(db::Reader& reader, Id after, std::int64_t limit) {
    return reader.rows<Payment>(select_payments + "where state = 'told' and id > ? order by id limit ?",
                                after, limit);
}

std::vector<Payment> latest_refunded(db::Reader& reader, std::int64_t limit) {
    return reader.rows<Payment>(
        select_payments + "where state = 'refunded' order by refunded_at desc, id desc limit ?", limit);
}

bool decide(db::Writer& writer, Id payment, PaymentState state, RefundReason reason) {
    return writer.execute("update payment set state = ?, reason = ? where id = ? and state = 'told'", state,
                          reason, payment) == 1;
}

void set_refunded(db::Writer& writer, Id payment, Time now, Id by, const std::string& reference) {
    writer.execute(
        "update payment set state = 'refunded', refunded_at = ?, refunded_by = ?, refund_reference = ? "
        "where id = ?",
        now, by, reference, payment);
}

std::optional<Bridge> bridge(db::Reader& reader) {
    return reader.row<Bridge>("select id, secret, pay_url, changed_at, changed_by from payment_bridge");
}

void keep_bridge(db::Writer& writer, const Bridge& bridge) {
    writer.execute("delete from payment_bridge");
    writer.insert("payment_bridge", bridge);
}

}  // namespace canyu::orders::store
