// A desk gives out exactly what there is, keeps it over a restart, and knows when another process leads.
#include <future>
#include <set>

#include "features/allotments/leases.hpp"
#include "features/allotments/test_house.hpp"

using namespace canyu;
using namespace canyu::allotments;

TEST_CASE("allotments: what there is goes to as many people, once each, and the next process knows it") {
    in_a_house([](House& house) {
        const Id allotment = house.open(50);
        auto desk = house.desk();
        const std::vector<Answer> answers = all_claim(*desk, allotment, 120);
        CHECK(count(answers, Outcome::granted) == 50);
        CHECK(count(answers, Outcome::sold_out) == 70);
        std::set<std::uint32_t> units;
        for (const Answer& answer : answers)
            if (answer.outcome == Outcome::granted) units.insert(answer.unit);
        CHECK(units.size() == 50);

        desk.reset();
        desk = house.desk();
        CHECK(all_claim(*desk, allotment, 120) == answers);
        const auto winner = std::ranges::find(answers, Outcome::granted, &Answer::outcome) - answers.begin();
        CHECK(desk->ask(allotment, act(ActKind::confirm, static_cast<std::uint64_t>(winner) + 1)).outcome ==
              Outcome::confirmed);
        const auto standing = desk->standing(allotment);
        REQUIRE(standing.has_value());
        CHECK(standing->stock[0] == (allocation::Stock{.units = 50, .left = 0, .held = 49, .sold = 1}));
        CHECK(standing->adds_up);
    });
}

TEST_CASE("allotments: a hold that runs out goes to the next") {
    in_a_house([](House& house) {
        const Id allotment = house.open(1);
        const auto desk = house.desk();
        CHECK(desk->ask(allotment, act(ActKind::claim, 1)).outcome == Outcome::granted);
        CHECK(desk->ask(allotment, act(ActKind::claim, 2)).outcome == Outcome::sold_out);
        house.clock.advance(hold);
        CHECK(soon([&] { return desk->standing(allotment)->stock[0].left == 1; }));
        CHECK(desk->ask(allotment, act(ActKind::claim, 2)).outcome == Outcome::granted);
        CHECK(desk->ask(allotment, act(ActKind::confirm, 1)).outcome == Outcome::expired);
    });
}

TEST_CASE("allotments: money is split to the last coin") {
    in_a_house([](House& house) {
        const Id allotment = house.open(30, 8888);
        const auto desk = house.desk();
        std::int64_t sum = 0;
        for (const Answer& answer : all_claim(*desk, allotment, 30)) {
            CHECK(answer.outcome == Outcome::granted);
            CHECK(answer.amount >= 1);
            sum += answer.amount;
        }
        CHECK(sum == 8888);
        CHECK(desk->standing(allotment)->money_left == 0);
    });
}

TEST_CASE("allotments: many at once are decided by one desk, and one that is not there is impossible") {
    in_a_house([](House& house) {
        const std::array allotments{house.open(3), house.open(5), house.open(7)};
        const auto desk = house.desk();
        std::array<std::size_t, 3> granted{};
        std::array<std::thread, 3> threads;
        for (std::size_t i = 0; i < 3; ++i)
            threads[i] = std::thread(
                [&, i] { granted[i] = count(all_claim(*desk, allotments[i], 20), Outcome::granted); });
        for (std::thread& thread : threads) thread.join();
        CHECK(granted == std::array<std::size_t, 3>{3, 5, 7});
        CHECK(desk->ask(Id{7}, act(ActKind::claim, 1)).outcome == Outcome::impossible);
        CHECK_FALSE(desk->standing(Id{7}).has_value());
    });
}

TEST_CASE("allotments: another process has to wait for the lease, and who lost it says so") {
    in_a_house([](House& house) {
        const Id allotment = house.open(3);
        auto first = house.desk(1);
        const auto second = house.desk(2);
        CHECK(first->ask(allotment, act(ActKind::claim, 1)).outcome == Outcome::granted);
        CHECK(second->ask(allotment, act(ActKind::claim, 2)).outcome == Outcome::not_here);
        // As if the first one had stood still for longer than its lease.
        house.clock.advance(std::chrono::minutes(1));
        CHECK(second->ask(allotment, act(ActKind::claim, 2)).outcome == Outcome::granted);
        CHECK(first->ask(allotment, act(ActKind::claim, 3)).outcome == Outcome::not_here);
        CHECK(second->ask(allotment, act(ActKind::claim, 1)).outcome == Outcome::granted);
        CHECK(second->standing(allotment)->stock[0].held == 2);
    });
}

TEST_CASE("allotments: a process that ends gives its leases back") {
    in_a_house([](House& house) {
        const Id allotment = house.open(3);
        auto first = house.desk(1);
        CHECK(first->ask(allotment, act(ActKind::claim, 1)).outcome == Outcome::granted);
        first.reset();
        CHECK(house.desk(2)->ask(allotment, act(ActKind::claim, 2)).outcome == Outcome::granted);
    });
}

TEST_CASE("allotments: a renewal that comes after a lease was given back does not bring it back") {
    in_a_house([](House& house) {
        const Id allotment = house.open(3);
        Leases first(house.store, 1, house.clock);
        const auto lease = first.take(allotment);
        REQUIRE(lease.has_value());
        const std::vector<Leases::Held> held{{allotment, lease->epoch}};
        first.give_back(held);
        std::promise<std::vector<Leases::Renewed>> renewed;
        first.renew(held, [&](std::vector<Leases::Renewed> all) { renewed.set_value(std::move(all)); });
        CHECK_FALSE(renewed.get_future().get().at(0).until.has_value());
        CHECK(Leases(house.store, 2, house.clock).take(allotment).has_value());
    });
}
