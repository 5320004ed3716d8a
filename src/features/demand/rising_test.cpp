#include "features/demand/store.hpp"
#include "features/demand/test_house.hpp"

using namespace canyu;
using namespace canyu::demand;

TEST_CASE("demand: no more float than the teams can take, and who floats first has surfaced") {
    in_a_house([](TestHouse& house) {
        const Id low = house.demand(0, "Smaller ear tips");
        const Id middle = house.demand(1, "Calls drop in the lift");
        const Id high = house.demand(2, "The camera is slow from the lock screen");
        for (std::size_t i = 3; i < 8; ++i) house.support(high, house.people[i]);
        house.support(middle, house.people[3]);
        CHECK(house.get(high).above_water);
        CHECK(house.get(middle).above_water);
        CHECK_FALSE(house.get(low).above_water);
        CHECK(house.get(high).stage == Stage::surfaced);
        CHECK(house.get(high).surfaced_at.has_value());

        // The plan takes one; its room goes to the next.
        REQUIRE(house.write([&](db::Writer& w) {
            return house.demands.set_stage(w, high, Stage::planned, "Next week", house.staff, house.now());
        }));
        CHECK_FALSE(house.get(high).above_water);
        CHECK(house.get(low).above_water);
    });
}

TEST_CASE("demand: who asks while another act is on its way is counted, whichever is written first") {
    in_a_house([](TestHouse& house) {
        const Id camera = house.demand(0, "The camera is slow from the lock screen");
        const Time began = house.now();
        house.clock.advance(Milliseconds(5));
        house.support(camera, house.people[1]);
        REQUIRE(house.write(
            [&](db::Writer& w) { return house.demands.support(w, camera, house.people[2], "", began); }));
        CHECK(house.get(camera).people == 3);
    });
}

TEST_CASE("demand: surfacing is told once, by nobody in particular") {
    in_a_house([](TestHouse& house) {
        const Id camera = house.demand(0, "The camera is slow from the lock screen");
        for (int i = 0; i < 3; ++i) {
            house.clock.advance(std::chrono::days(1));
            house.write([&](db::Writer& w) { house.demands.refresh(w, house.product, Id{}, house.now()); });
        }
        const auto told = house.read([&](db::Reader& r) { return history(r, camera); });
        REQUIRE(told.size() == 2);
        CHECK(told[0].act == DemandAct::heard);
        CHECK(told[0].person_id == house.people[0]);
        CHECK(told[1].act == DemandAct::surfaced);
        CHECK_FALSE(told[1].person_id.has_value());
    });
}

TEST_CASE("demand: buoyancy is exactly the product of the factors shown, and sinks by quiet") {
    in_a_house([](TestHouse& house) {
        const Id camera = house.demand(0, "The camera is slow from the lock screen");
        for (std::size_t i = 1; i < 5; ++i) house.support(camera, house.people[i]);
        const auto rise = [&] {
            const Demand demand = house.get(camera);
            return house.read([&](db::Reader& r) { return house.demands.rise_of(r, demand, house.now()); });
        };
        const surfacing::Factors fresh = rise().factors;
        CHECK(fresh.people == 5);
        CHECK(fresh.effective_people * fresh.trust * fresh.recency * fresh.velocity * fresh.severity *
                  fresh.breadth * fresh.agreement * fresh.burst ==
              doctest::Approx(fresh.buoyancy));
        CHECK(house.get(camera).buoyancy == doctest::Approx(fresh.buoyancy));
        house.clock.advance(std::chrono::days(30));
        house.demands.keep_level(house.now());
        CHECK(rise().factors.buoyancy < fresh.buoyancy / 2);
        CHECK(rise().factors.new_people == 0);
    });
}

TEST_CASE("demand: when more come than usual it is told since when, and the quiet ends it") {
    in_a_house([](TestHouse& house) {
        const Id camera = house.demand(0, "The camera is slow from the lock screen");
        const auto factors = [&] {
            return house.read([&](db::Reader& r) { return store::factors(r, camera).value(); });
        };
        for (std::size_t i = 1; i < 5; ++i) {
            house.clock.advance(std::chrono::days(10));
            house.support(camera, house.people[i]);
        }
        CHECK_FALSE(factors().burst_since.has_value());
        CHECK(factors().burst == 1);
        for (std::size_t i = 5; i < 8; ++i) {
            house.clock.advance(std::chrono::hours(1));
            house.support(camera, house.people[i]);
        }
        REQUIRE(factors().burst_since.has_value());
        CHECK(*factors().burst_since <= house.now());
        CHECK(factors().burst > 1);
        house.clock.advance(std::chrono::days(60));
        house.demands.keep_level(house.now());
        CHECK_FALSE(factors().burst_since.has_value());
    });
}

TEST_CASE("demand: with more demands than room, quiet says when one sinks") {
    in_a_house([](TestHouse& house) {
        std::vector<Id> demands;
        for (std::size_t i = 0; i < 3; ++i)
            demands.push_back(house.demand(i, "Demand number " + std::to_string(i)));
        for (std::size_t i = 3; i < 8; ++i) house.support(demands[0], house.people[i]);
        const Demand highest = house.get(demands[0]);
        const Rise rise =
            house.read([&](db::Reader& r) { return house.demands.rise_of(r, highest, house.now()); });
        CHECK(rise.capacity == 2);
        REQUIRE(rise.quiet_days.has_value());
        CHECK(*rise.quiet_days > 0);
    });
}
