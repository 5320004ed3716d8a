// A rehearsal comes to what the stock allows, touches nothing real, and is broken off where its process is
// gone.
#include <atomic>
#include <thread>

#include "features/orders/test_shop.hpp"
#include "features/sale/asking.hpp"
#include "features/sale/crowd.hpp"
#include "features/sale/rehearsal_store.hpp"

using namespace canyu;
using namespace canyu::sale;
using orders::TestShop;

namespace {

Sale planned(TestShop& shop, const std::vector<Channel>& channels) {
    const Time opens = shop.now() + std::chrono::hours{2};
    const Plan wanted{.product_id = shop.product,
                      .title = "A phone",
                      .price = {199'900, "CNY"},
                      .opens_at = opens,
                      .closes_at = opens + std::chrono::hours{1},
                      .reserve_until = opens,
                      .how_to_pay = "Cash",
                      .question = "Which bird?",
                      .answers = "Magpie\n喜鹊"};
    return shop
        .write([&](db::Writer& writer) { return sale::plan(writer, shop.acting(), wanted, {}, channels); })
        .value();
}

Result<Started> started(TestShop& shop, const Sale& one, const Load& load) {
    return shop.write([&](db::Writer& writer) { return rehearse(writer, shop.acting(), one.id, load); });
}

Rehearsal last(TestShop& shop, const Sale& one) {
    return shop.read([&](db::Reader& reader) { return store::last_rehearsal(reader, one.id); }).value();
}

// The clock goes on a tenth of a second at a time, until everything is over.
void play(TestShop& shop, const Started& one) {
    std::atomic<bool> over = false;
    std::jthread thread([&](const std::stop_token& stop) {
        run(shop.store, shop.counter, shop.clock, one, stop);
        over = true;
    });
    while (!over) {
        shop.clock.advance(Milliseconds{100});
        std::this_thread::sleep_for(Milliseconds{2});
    }
}

}  // namespace

TEST_CASE("rehearsal: the crowd comes as it was said") {
    const auto at = [](Arrival arrival, std::int64_t person) {
        return arrival_of({100, arrival, 10}, person);
    };
    CHECK_FALSE(at(Arrival::waiting, 99).has_value());
    CHECK_FALSE(at(Arrival::rush, 49).has_value());
    CHECK(at(Arrival::rush, 50) == 0);
    CHECK(at(Arrival::rush, 75) == 2928);  // half of those who come late come in the first third
    CHECK(at(Arrival::steady, 0) == 0);
    CHECK(at(Arrival::steady, 50) == 5000);
}

TEST_CASE("rehearsal: everything goes once, three accounts agree, and nothing real is touched") {
    orders::in_a_shop([](TestShop& shop) {
        shop.projection.follow("rehearsal", rehearsal_follower());
        const Sale one = planned(shop, {{ChannelKind::open, 20}, {ChannelKind::vip, 5}});
        const auto begun = started(shop, one, {200, Arrival::rush, 3});
        REQUIRE(begun.has_value());
        CHECK(started(shop, one, {10, Arrival::rush, 3}).error().message.key == "sale.rehearses_already");
        play(shop, *begun);
        const Rehearsal kept = last(shop, one);
        CHECK(kept.state == RehearsalState::done);
        CHECK(kept.units == 25);
        CHECK(kept.course.granted == 25);
        CHECK(kept.course.units_left == 0);
        CHECK(kept.course.paid == kept.course.units_sold);
        CHECK(kept.course.paid > 0);
        CHECK(kept.course.sold_out_after.has_value());
        CHECK(kept.journal_claims == 25);
        CHECK(kept.course.exact);
        const auto refused = shop.read([&](db::Reader& r) { return store::refusals(r, kept.id); });
        CHECK(std::ranges::find(refused, "sold_out", &Refusals::outcome) != refused.end());
        CHECK(shop.desk.standing(kept.allotment_id)->closed);
        CHECK(shop.read(
                  [](db::Reader& r) { return r.value<std::int64_t>("select count(*) from purchase"); }) == 0);
    });
}

TEST_CASE("rehearsal: one whose process is gone is broken off, and its shadow closed") {
    orders::in_a_shop([](TestShop& shop) {
        const Sale one = planned(shop, {{ChannelKind::open, 2}});
        const auto begun = started(shop, one, {10, Arrival::waiting, 1});
        REQUIRE(begun.has_value());
        tidy_rehearsals(shop.store, shop.counter, shop.now());
        CHECK(last(shop, one).state == RehearsalState::running);
        shop.clock.advance(std::chrono::seconds{11});
        CHECK_FALSE(last(shop, one).is_alive(shop.now()));
        tidy_rehearsals(shop.store, shop.counter, shop.now());
        CHECK(last(shop, one).state == RehearsalState::broken_off);
        shop.clock.advance(std::chrono::seconds{11});
        tidy_rehearsals(shop.store, shop.counter, shop.now());
        CHECK(shop.desk.standing(begun->rehearsal.allotment_id)->closed);
        CHECK(shop.read([](db::Reader& r) { return store::unclosed_rehearsals(r); }).empty());
        CHECK(started(shop, one, {10, Arrival::waiting, 1}).has_value());
    });
}

TEST_CASE("rehearsal: it waits for real sales, and has its bounds") {
    orders::in_a_shop([](TestShop& shop) {
        const Sale one = planned(shop, {{ChannelKind::open, 2}});
        CHECK(started(shop, one, {most_rehearsing + 1, Arrival::rush, 3}).error().status == 422);
        CHECK(started(shop, one, {10, Arrival::rush, 61}).error().status == 422);
        const Sale real = planned(shop, {{ChannelKind::open, 2}});
        REQUIRE(shop.write([&](db::Writer& w) { return publish(w, shop.acting(), real.id); }).has_value());
        CHECK(started(shop, real, {10, Arrival::rush, 3}).error().message.key == "sale.rehearses_plans");
        shop.clock.advance(std::chrono::minutes{115});
        CHECK(started(shop, one, {10, Arrival::rush, 3}).error().message.key == "sale.rehearses_not_now");
        shop.clock.advance(std::chrono::hours{2});
        CHECK(started(shop, one, {10, Arrival::rush, 3}).has_value());
    });
}

TEST_CASE("sale: a question lets in who knows it, after ten tries nobody") {
    orders::in_a_shop([](TestShop& shop) {
        const Sale one = planned(shop, {{ChannelKind::open, 2}});
        const auto said = [&](std::size_t person, const char* words) {
            return answer(shop.store, one, shop.people[person], words, shop.now());
        };
        const auto knows = [&](std::size_t person) {
            return shop.read([&](db::Reader& r) { return has_answered(r, one, shop.people[person]); });
        };
        CHECK(said(0, "Crow").error().status == 422);
        CHECK_FALSE(knows(0));
        CHECK(said(0, " MAG pie").has_value());
        CHECK(knows(0));
        CHECK(said(0, "Crow").has_value());
        CHECK(said(1, "喜鵲").has_value());
        CHECK(said(2, "").error().status == 422);
        for (int i = 1; i < most_tries; ++i) (void)said(2, "Crow");
        CHECK(said(2, "Magpie").error().message.key == "sale.no_tries_left");
        CHECK_FALSE(knows(2));
    });
}
