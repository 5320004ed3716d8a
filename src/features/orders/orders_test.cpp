// Orders are what the journal says, to the cent; payments count once or come back.
#include "features/orders/orders.hpp"

#include <set>
#include <thread>

#include "features/notices/notices.hpp"
#include "features/orders/delivery.hpp"
#include "features/orders/store.hpp"
#include "features/orders/test_shop.hpp"
#include "features/participation/participation.hpp"

using namespace canyu;
using namespace canyu::orders;
using allocation::Outcome;
using participation::Verb;

namespace {

std::int64_t deeds(TestShop& shop, Id person, Verb verb) {
    return shop.read([&](db::Reader& reader) { return participation::count(reader, person, verb); });
}

std::string last_told(TestShop& shop, Id person) {
    shop.write([&](db::Writer& writer) { tell_buyers(writer, shop.ids, shop.now()); });
    const auto told =
        shop.read([&](db::Reader& reader) { return notices::unread_of(reader, person, Time{}, 50); });
    return told.empty() ? "" : told.front().words.key;
}

// Everybody claims from four threads at once.
void all_claim(TestShop& shop, Id allotment) {
    std::array<std::thread, 4> threads;
    for (std::size_t i = 0; i < threads.size(); ++i)
        threads[i] = std::thread([&, i] {
            for (std::size_t person = i; person < shop.people.size(); person += threads.size())
                shop.claim(allotment, shop.people[person]);
        });
    for (std::thread& thread : threads) thread.join();
}

void check_equal(TestShop& shop, Id allotment) {
    shop.projection.catch_up(allotment);
    const allocation::Stock kept = shop.desk.standing(allotment).value().stock[0];
    const ChannelStock counted =
        shop.read([&](db::Reader& reader) { return stock(reader, allotment); }).at(0);
    CHECK(counted.units == kept.units);
    CHECK(counted.held == kept.held);
    CHECK(counted.sold == kept.sold);
    CHECK(counted.units - counted.held - counted.sold == kept.left);
    CHECK(shop.read([&](db::Reader& reader) { return amount_sold(reader, allotment); }) == 1999 * kept.sold);
}

template <class F>
std::string refusal(TestShop& shop, F act) {
    const Result<void> done = shop.write(act);
    if (done) return "";
    return done.error().fields.empty() ? done.error().message.key : done.error().fields.front().message.key;
}

}  // namespace

TEST_CASE("orders: what was claimed, paid, given up and let go adds up with the journal to the cent") {
    in_a_shop([](TestShop& shop) {
        const Id allotment = shop.open(40);
        all_claim(shop, allotment);
        check_equal(shop, allotment);
        std::set<std::string> numbers;
        int taken = 0;
        for (const Id person : shop.people) {
            const auto orders =
                shop.read([&](db::Reader& reader) { return of_person_in(reader, allotment, person); });
            if (orders.empty()) continue;
            REQUIRE(orders.size() == 1);
            numbers.insert(orders[0].number);
            CHECK(deeds(shop, person, Verb::claim) == 1);
            if (taken % 3 == 0)
                CHECK(shop.pay(orders[0].id, orders[0].number).state == PaymentState::accepted);
            if (taken % 3 == 1) CHECK(shop.cancel(allotment, person) == Outcome::cancelled);
            ++taken;
        }
        CHECK(numbers.size() == 40);
        check_equal(shop, allotment);
        CHECK(shop.desk.standing(allotment).value().stock[0].sold == 14);

        shop.clock.advance(TestShop::hold);
        for (int i = 0; i < 500 && shop.desk.standing(allotment).value().stock[0].held > 0; ++i)
            std::this_thread::sleep_for(std::chrono::milliseconds(10));
        check_equal(shop, allotment);
        CHECK(shop.desk.standing(allotment).value().stock[0].left == 26);
        CHECK(shop.desk.ask(allotment, {.kind = allocation::ActKind::top_up, .units = 5}).outcome ==
              Outcome::done);
        check_equal(shop, allotment);
    });
}

TEST_CASE("orders: a payment that is late, for nothing, twice or of another amount comes back") {
    in_a_shop([](TestShop& shop) {
        const Id allotment = shop.open(10);
        const auto order = [&](std::size_t person) {
            CHECK(shop.claim(allotment, shop.people[person]) == Outcome::granted);
            return shop.order_of(allotment, shop.people[person]);
        };
        const Order paid = order(0);
        CHECK(shop.pay(paid.id, "evt_1").state == PaymentState::accepted);
        CHECK(shop.pay(paid.id, "evt_1").state == PaymentState::accepted);  // told again
        CHECK(shop.pay(paid.id, "evt_2").reason == RefundReason::twice);
        CHECK(shop.pay(Id{7}, "evt_3").reason == RefundReason::no_order);

        const Order cheap = order(1);
        CHECK(shop.pay(cheap.id, "evt_4", 1998).reason == RefundReason::wrong_amount);
        CHECK(shop.order_of(allotment, shop.people[1]).state == OrderState::held);
        CHECK(shop.cancel(allotment, shop.people[1]) == Outcome::cancelled);
        CHECK(shop.pay(cheap.id, "evt_5").reason == RefundReason::cancelled);

        const Order late = order(2);
        shop.clock.advance(TestShop::hold);
        const Payment payment = shop.pay(late.id, "evt_6");
        CHECK(payment.state == PaymentState::refund_due);
        CHECK(payment.reason == RefundReason::too_late);
        CHECK(shop.order_of(allotment, shop.people[2]).state == OrderState::expired);
        CHECK(last_told(shop, shop.people[2]) != "");

        const auto back = [&](const std::string& reference) {
            return refusal(shop, [&](db::Writer& writer) {
                return refund(writer, shop.acting(), payment.id, reference);
            });
        };
        CHECK(back("") == "field.required");
        CHECK(back("Bank 1") == "");
        CHECK(back("Bank 2") == "orders.nothing_to_refund");
        check_equal(shop, allotment);
    });
}

TEST_CASE("orders: a payment nobody could decide about is decided by the clock") {
    in_a_shop([](TestShop& shop) {
        const Id allotment = shop.open(1);
        CHECK(shop.claim(allotment, shop.people[0]) == Outcome::granted);
        const Order order = shop.order_of(allotment, shop.people[0]);
        const Payment told = shop.write([&](db::Writer& writer) {
            return take(writer, shop.ids, {PaymentSource::bridge, "evt_1", order.id, "", {1999, "CNY"}}, Id{},
                        shop.now());
        });
        CHECK(told.state == PaymentState::told);
        settle_told(shop.store, shop.counter, shop.ids, shop.now());
        CHECK(shop.order_of(allotment, shop.people[0]).state == OrderState::held);
        shop.clock.advance(std::chrono::minutes{1});
        settle_told(shop.store, shop.counter, shop.ids, shop.now());
        CHECK(shop.order_of(allotment, shop.people[0]).state == OrderState::paid);
        CHECK(deeds(shop, shop.people[0], Verb::buy) == 1);
    });
}

TEST_CASE("orders: who gave up or let go has no claim in the log") {
    in_a_shop([](TestShop& shop) {
        const Id allotment = shop.open(1);
        CHECK(shop.claim(allotment, shop.people[0]) == Outcome::granted);
        CHECK(shop.claim(allotment, shop.people[1]) == Outcome::sold_out);
        CHECK(shop.cancel(allotment, shop.people[0]) == Outcome::cancelled);
        CHECK(shop.claim(allotment, shop.people[1]) == Outcome::granted);
        CHECK(shop.order_of(allotment, shop.people[0]).state == OrderState::cancelled);
        CHECK(deeds(shop, shop.people[0], Verb::claim) == 0);
        CHECK(deeds(shop, shop.people[1], Verb::claim) == 1);
    });
}

TEST_CASE("orders: a bridge's call is signed, in time and of these very bytes") {
    const Time now = time_from_milliseconds(1'800'000'000'000);
    const std::string secret(64, 'a');
    const auto answer = [&](const std::string& timestamp, const std::string& body, const std::string& by) {
        const auto checked = check_signature(secret, timestamp, body, by, now);
        return checked ? "" : checked.error().message.key;
    };
    // From Python: hmac.new(b"key", b"1800000000.{}", "sha256").hexdigest()
    CHECK(signature("key", "1800000000", "{}") ==
          "7321475872b03ff21bdc2dfd86ea2d99ec29c479fbe4a77aa6acf4509505493f");
    const std::string right = signature(secret, "1800000000", "{}");
    CHECK(answer("1800000000", "{}", right) == "");
    CHECK(answer("1800000000", "{ }", right) == "orders.bridge_not_signed");
    CHECK(answer("1800000001", "{}", right) == "orders.bridge_not_signed");
    CHECK(answer("1800000000", "{}", "") == "orders.bridge_not_signed");
    CHECK(answer("1800000300", "{}", signature(secret, "1800000300", "{}")) == "");
    for (const char* other : {"1799999699", "1800000301", "", "soon", "-1"})
        CHECK(answer(other, "{}", signature(secret, other, "{}")) == "orders.bridge_too_late");
}

TEST_CASE("orders: a parcel goes step by step, and silence after it is noticed once") {
    in_a_shop([](TestShop& shop) {
        const Id allotment = shop.open(2);
        const Id buyer = shop.people[0];
        CHECK(shop.claim(allotment, buyer) == Outcome::granted);
        const Order order = shop.order_of(allotment, buyer);
        const auto step = [&](auto act) {
            return refusal(shop, [&](db::Writer& writer) { return act(writer, shop.acting(), order.id); });
        };
        const auto sending = [](db::Writer& w, const Acting& a, Id id) { return send(w, a, id, "SF 1"); };
        const auto arriving = [](db::Writer& w, const Acting& a, Id id) {
            return deliver(w, a, *find(w, id));
        };
        CHECK(last_told(shop, buyer) == "orders.told_held");
        CHECK(step(pack) == "orders.not_yet");
        shop.clock.advance(std::chrono::minutes{11});
        CHECK(last_told(shop, buyer) == "orders.told_deadline");
        shop.pay(order.id, "evt_1");
        CHECK(last_told(shop, buyer) == "orders.told_paid");
        shop.clock.advance(std::chrono::minutes{1});
        CHECK(step(sending) == "orders.not_yet");
        CHECK(step(pack) == "");
        CHECK(step(sending) == "");
        CHECK(last_told(shop, buyer) == "orders.told_sent");
        CHECK(step(arriving) == "");
        CHECK(step(arriving) == "");
        CHECK(deeds(shop, buyer, Verb::receive) == 1);

        shop.clock.advance(silence_lasts - std::chrono::minutes{1});
        CHECK(last_told(shop, buyer) == "orders.told_sent");
        shop.clock.advance(std::chrono::minutes{1});
        CHECK(last_told(shop, buyer) == "orders.told_ask");
        const auto unboxed = [&](const std::string& good, const std::string& bad) {
            return refusal(shop, [&](db::Writer& writer) {
                return unbox(writer, *find(writer, order.id), good, bad, shop.now());
            });
        };
        CHECK(unboxed("", "") == "field.required");
        CHECK(unboxed("", "The cable is short") == "");
        CHECK(unboxed("The paper", "The cable is short") == "");
        CHECK(shop.read([&](db::Reader& reader) { return store::unboxing(reader, order.id); })->good ==
              "The paper");
    });
}
