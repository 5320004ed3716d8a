#include "features/orders/orders.hpp"

#include <fmt/core.h>

#include <algorithm>

#include "features/orders/store.hpp"
#include "features/participation/participation.hpp"

namespace canyu::orders {
namespace {

using allocation::ActKind;
using allotments::Decided;
using participation::Object;
using participation::Verb;

// Writes the rows of the decisions about one allotment.
class Rows {
  public:
    Rows(db::Writer& writer, IdSource& ids, Offer offer)
        : writer_(writer), ids_(ids), offer_(std::move(offer)) {}

    void take(const Decided& decided) {
        const allocation::Decision& decision = decided.decision;
        switch (decision.kind) {
            case ActKind::claim:
                return place(decided);
            case ActKind::confirm:
                return pay(decided);
            case ActKind::cancel:
                return end(decided, OrderState::cancelled);
            case ActKind::expire:
                return end(decided, OrderState::expired);
            case ActKind::top_up:
                return store::add_units(writer_, offer_.id, decision.channel, decision.amount);
            default:
                return;
        }
    }

  private:
    void place(const Decided& decided) {
        const allocation::Decision& decision = decided.decision;
        const bool is_final = decision.deadline == Time{};
        Order order{.id = ids_.next(),
                    .allotment_id = offer_.id,
                    .seq = static_cast<std::int64_t>(decided.seq),
                    .place = decided.index,
                    .number = fmt::format("{}-{}-{}", offer_.number, decided.seq, decided.index),
                    .person_id = decision.person,
                    .unit = decision.unit,
                    .channel = decision.channel,
                    .claim_high = static_cast<std::int64_t>(decision.key.high),
                    .claim_low = static_cast<std::int64_t>(decision.key.low),
                    .price = offer_.price,
                    .state = is_final ? OrderState::paid : OrderState::held,
                    .placed_at = decided.at,
                    .state_at = decided.at};
        if (!is_final) order.deadline = decision.deadline;
        store::insert(writer_, order);
        record(order, Verb::claim, decided.at);
    }

    void pay(const Decided& decided) {
        const Order order = claim_of(decided);
        store::set_state(writer_, order.id, OrderState::paid, decided.at);
        store::decide(writer_, Id{static_cast<std::int64_t>(decided.decision.reference.first)},
                      PaymentState::accepted, RefundReason::none);
        record(order, Verb::buy, decided.at);
    }

    void end(const Decided& decided, OrderState state) {
        const Order order = claim_of(decided);
        store::set_state(writer_, order.id, state, decided.at);
        participation::reverse(writer_, ids_, deed(order, Verb::claim), decided.at);
    }

    // What the journal lets somebody pay or give up it gave them before.
    Order claim_of(const Decided& decided) {
        auto order = store::claimed(writer_, offer_.id, decided.decision.key);
        CANYU_CHECK(order.has_value());
        return *std::move(order);
    }

    participation::Deed deed(const Order& order, Verb verb) const {
        return {order.person_id, offer_.product_id, "sales", verb, Object::order, order.id};
    }
    void record(const Order& order, Verb verb, Time at) {
        participation::record(writer_, ids_, deed(order, verb), at);
    }

    db::Writer& writer_;
    IdSource& ids_;
    Offer offer_;
};

}  // namespace

void make_offer(db::Writer& writer, const Offer& offer, const std::vector<std::int64_t>& units) {
    store::insert(writer, offer);
    for (std::size_t i = 0; i < units.size(); ++i)
        store::insert_channel(writer, offer.id, static_cast<std::int64_t>(i), units[i]);
}

allotments::Follower follower(IdSource& ids) {
    return [&ids](db::Writer& writer, Id allotment, Id, std::span<const Decided> decisions) {
        const auto offer = store::offer(writer, allotment);
        CANYU_CHECK(offer.has_value());
        Rows rows(writer, ids, *offer);
        for (const Decided& decided : decisions) rows.take(decided);
    };
}

std::optional<Order> find(db::Reader& reader, Id order) {
    return store::find(reader, order);
}
std::optional<Order> claimed(db::Reader& reader, Id allotment, const allocation::Key& key) {
    return store::claimed(reader, allotment, key);
}
std::vector<Order> of_person_in(db::Reader& reader, Id allotment, Id person) {
    return store::of_person_in(reader, allotment, person);
}
bool has_given_up_enough(db::Reader& reader, const Order& order) {
    constexpr std::ptrdiff_t enough = 10;
    const auto orders = store::of_person_in(reader, order.allotment_id, order.person_id);
    return std::ranges::count(orders, OrderState::cancelled, &Order::state) >= enough;
}
std::string url(const Order& order) {
    return "/orders/" + to_string(order.id);
}
std::vector<ChannelStock> stock(db::Reader& reader, Id allotment) {
    return store::stock(reader, allotment);
}
std::int64_t count_placed(db::Reader& reader, Id allotment, Time after) {
    return store::count_placed(reader, allotment, after);
}
std::int64_t amount_sold(db::Reader& reader, Id allotment) {
    return store::amount_sold(reader, allotment);
}

}  // namespace canyu::orders
