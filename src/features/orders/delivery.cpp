#include "features/orders/delivery.hpp"

#include "features/orders/store.hpp"
#include "features/participation/participation.hpp"
#include "platform/audit/audit.hpp"
#include "platform/web/checks.hpp"

namespace canyu::orders {
namespace {

Result<Order> in_state(db::Reader& reader, Id id, OrderState state) {
    auto order = store::find(reader, id);
    if (!order) return not_found();
    if (order->state != state) return refuse(409, "orders.not_yet");
    return *std::move(order);
}

void record(db::Writer& writer, const Acting& acting, const char* act, const Order& order) {
    audit::record(writer, acting.ids, acting.by, act, {"order", order.id}, order.number, acting.now);
}

}  // namespace

Result<void> pack(db::Writer& writer, const Acting& acting, Id id) {
    CANYU_TRY(const Order order, in_state(writer, id, OrderState::paid));
    store::set_state(writer, id, OrderState::packed, acting.now);
    record(writer, acting, "orders.act_packed", order);
    return {};
}

Result<void> send(db::Writer& writer, const Acting& acting, Id id, const std::string& tracking) {
    CANYU_TRY(const Order order, in_state(writer, id, OrderState::packed));
    web::Checks checks;
    checks.length("tracking", clean_line(tracking), 2, 120);
    if (auto checked = checks.result(); !checked) return checked;
    store::set_state(writer, id, OrderState::sent, acting.now);
    store::set_tracking(writer, id, clean_line(tracking));
    record(writer, acting, "orders.act_sent", order);
    return {};
}

Result<void> deliver(db::Writer& writer, const Acting& acting, const Order& order) {
    using enum OrderState;
    if (order.state == delivered) return {};
    if (order.state != paid && order.state != packed && order.state != sent)
        return refuse(409, "orders.not_yet");
    const auto sold = store::offer(writer, order.allotment_id);
    CANYU_CHECK(sold.has_value());
    store::set_state(writer, order.id, delivered, acting.now);
    participation::record(writer, acting.ids,
                          {order.person_id, sold->product_id, "sales", participation::Verb::receive,
                           participation::Object::order, order.id},
                          acting.now);
    if (acting.by != order.person_id) record(writer, acting, "orders.act_delivered", order);
    return {};
}

Result<void> set_address(db::Writer& writer, const Order& order, const std::string& address) {
    if (order.state != OrderState::held && order.state != OrderState::paid)
        return refuse(409, "orders.packed_already");
    web::Checks checks;
    checks.length("address", trim(address), 6, 400);
    if (auto checked = checks.result(); !checked) return checked;
    store::set_address(writer, order, std::string(trim(address)));
    return {};
}

Result<void> unbox(db::Writer& writer, const Order& order, const std::string& good, const std::string& bad,
                   Time now) {
    if (order.state != OrderState::delivered) return refuse(409, "orders.not_yet");
    const std::string is_good = clean_line(good);
    const std::string is_bad = clean_line(bad);
    web::Checks checks;
    checks.length("good", is_good, is_bad.empty() ? 2 : 0, 200);
    checks.length("bad", is_bad, 0, 200);
    if (auto checked = checks.result(); !checked) return checked;
    const auto sold = store::offer(writer, order.allotment_id);
    CANYU_CHECK(sold.has_value());
    store::set_unboxing(writer, {order.id, order.person_id, sold->product_id, is_good, is_bad, now});
    return {};
}

}  // namespace canyu::orders
