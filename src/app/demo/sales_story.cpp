#include "app/demo/sales_story.hpp"

#include <stdexcept>

#include "app/demo/need.hpp"
#include "base/time_zone.hpp"
#include "features/orders/delivery.hpp"
#include "features/orders/payments.hpp"
#include "features/sale/sale.hpp"

namespace canyu::demo {
namespace {

Time before(Time now, Day days) {
    return now - Milliseconds(static_cast<std::int64_t>(days * 86'400'000));
}

constexpr auto zone = "Asia/Shanghai";
constexpr WeekMoment tuesday_noon{2, 12 * 60};

// Sales start on Tuesdays at noon; the one that runs has begun at a full hour of today.
Time start_of(const SaleRecord& record, Time now) {
    const Time time = before(now, record.opens);
    if (record.opens < 0) return next_weekly(time, zone, tuesday_noon);
    return record.opens < 1 ? std::chrono::floor<std::chrono::hours>(time)
                            : last_weekly(time, zone, tuesday_noon);
}

sale::Plan plan_of(const SaleRecord& record, Id product, Time now) {
    const Time opens = start_of(record, now);
    return {.product_id = product,
            .title = record.title,
            .about = record.about,
            .price = {record.price, "CNY"},
            .opens_at = opens,
            .closes_at = opens + std::chrono::hours{record.hours},
            .hold_minutes = record.hold_minutes,
            .per_person = 1,
            .needs_reservation = record.needs_reservation,
            .reserve_until = opens,
            .how_to_pay = record.how_to_pay,
            .weekly = record.weekly};
}

}  // namespace

void SalesStory::add_events(const std::vector<SaleRecord>& records, Time now, const AddEvent& add) {
    for (const SaleRecord& record : records) {
        add({record.day, "sale " + record.title,
             [this, &record, now](db::Writer& writer, Time at) { plan(writer, record, now, at); }});
        Day day = record.day;
        for (const std::string& name : record.reserved_by)
            add({day -= 0.05, "reservation by " + name, [this, &record, name](db::Writer& writer, Time at) {
                     const auto one = sale::find(writer, sales_.at(&record));
                     need(sale::reserve(writer, community_.ids(), *one, cast_.person(name), at));
                 }});
        for (const TakerRecord& taker : record.takers) add_taker(record, taker, now, add);
    }
}

void SalesStory::add_taker(const SaleRecord& record, const TakerRecord& taker, Time now,
                           const AddEvent& add) {
    const Day opened = static_cast<Day>((now - start_of(record, now)).count()) / 86'400'000;
    add({opened - taker.minutes / 1440.0, "claim by " + taker.by, [](db::Writer&, Time) {},
         [this, &record, &taker] { take(record, taker); }});
    if (taker.arrived > 0)
        add({taker.arrived, "parcel to " + taker.by,
             [this, &record, &taker](db::Writer& writer, Time at) { deliver(writer, record, taker, at); }});
}

void SalesStory::plan(db::Writer& writer, const SaleRecord& record, Time now, Time at) {
    const sale::Acting acting{community_.ids(), cast_.person(record.by), at};
    sale::Supply supply{record.produced, record.stocked, std::nullopt, record.next_batch_units};
    if (record.next_batch) supply.next_batch_at = before(now, -*record.next_batch);
    const sale::Sale planned =
        need(sale::plan(writer, acting, plan_of(record, cast_.product(record.product), now), supply,
                        {{sale::ChannelKind::open, record.open},
                         {sale::ChannelKind::code, record.code},
                         {sale::ChannelKind::vip, record.vip},
                         {sale::ChannelKind::regular, record.regular}}));
    need(sale::publish(writer, acting, planned.id));
    sales_.emplace(&record, planned.id);
}

void SalesStory::take(const SaleRecord& record, const TakerRecord& taker) {
    const allotments::Counter& counter = community_.counter();
    const auto one = community_.store().read(
        [&](db::Reader& reader) { return sale::find(reader, sales_.at(&record)).value(); });
    allocation::Act act{.kind = allocation::ActKind::claim,
                        .eligible = 1,
                        .reserved = true,
                        .person = cast_.person(taker.by),
                        .key = {static_cast<std::uint64_t>(one.id.value),
                                static_cast<std::uint64_t>(cast_.person(taker.by).value)}};
    if (counter.desk.ask(one.allotment_id, act).outcome != allocation::Outcome::granted)
        throw std::runtime_error("not granted");
    counter.projection.catch_up(one.allotment_id);
    const auto order = community_.store().read(
        [&](db::Reader& reader) { return orders::claimed(reader, one.allotment_id, act.key).value(); });
    orders_.emplace(&taker, order.id);
    if (taker.comes_to == "given_up") {
        act.kind = allocation::ActKind::cancel;
        counter.desk.ask(one.allotment_id, act);
        counter.projection.catch_up(one.allotment_id);
    }
    if (taker.comes_to != "paid") return;
    const Time at = community_.clock().now();
    const orders::Payment payment = community_.store().write([&](db::Writer& writer) {
        return orders::take(
            writer, community_.ids(),
            {orders::PaymentSource::offline, order.number, order.id, "转账 " + order.number, order.price},
            cast_.person(record.by), at);
    });
    orders::settle(community_.store(), counter, community_.ids(), payment, at);
}

void SalesStory::deliver(db::Writer& writer, const SaleRecord& record, const TakerRecord& taker, Time at) {
    const orders::Acting staff{community_.ids(), cast_.person(record.by), at};
    const Id order = orders_.at(&taker);
    need(orders::pack(writer, staff, order));
    need(orders::send(writer, staff, order, "禾苗快递 " + to_string(order).substr(10)));
    const orders::Acting buyer{community_.ids(), cast_.person(taker.by), at};
    need(orders::deliver(writer, buyer, *orders::find(writer, order)));
    if (!taker.good.empty() || !taker.bad.empty())
        need(orders::unbox(writer, *orders::find(writer, order), taker.good, taker.bad, at));
}

}  // namespace canyu::demo
