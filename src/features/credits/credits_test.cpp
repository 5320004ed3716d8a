// A credit is given when a deed comes to something, once, and to those whose deed it was.
#include "features/credits/credits.hpp"

#include <doctest/doctest.h>

#include "features/demand/test_house.hpp"

using namespace canyu;
using namespace canyu::credits;
using demand::TestHouse;

namespace {

void tell(TestHouse& house, Id demand, demand::DemandAct act) {
    house.write([&](db::Writer& w) { give(w, {demand, act, std::nullopt, house.now()}); });
}

std::vector<Credit> of(TestHouse& house, std::size_t person, CreditKind kind) {
    return house.read([&](db::Reader& r) { return of_person(r, house.people[person], {kind}, 10); });
}

}  // namespace

TEST_CASE("credits: own words that ship, a “me too” that surfaces, and each once") {
    demand::in_a_house([](TestHouse& house) {
        const Id demand = house.demand(1, "The camera opens slowly");
        house.support(demand, house.people[2]);
        house.clock.advance(std::chrono::minutes(1));
        tell(house, demand, demand::DemandAct::surfaced);
        tell(house, demand, demand::DemandAct::surfaced);
        const auto surfaced = of(house, 2, CreditKind::support_surfaced);
        REQUIRE(surfaced.size() == 1);
        CHECK(surfaced[0].demand_id == demand);
        CHECK(surfaced[0].deed_id == house.read([&](db::Reader& r) {
            return participation::standing(r, house.people[2], participation::Verb::support,
                                           participation::Object::demand, demand)
                ->id;
        }));
        CHECK(of(house, 1, CreditKind::support_surfaced).empty());
        tell(house, demand, demand::DemandAct::shipped);
        tell(house, demand, demand::DemandAct::shipped);
        CHECK(of(house, 1, CreditKind::report_shipped).size() == 1);
        CHECK(of(house, 2, CreditKind::report_shipped).empty());
    });
}

TEST_CASE("credits: who says “me too” after it surfaced gets none for that") {
    demand::in_a_house([](TestHouse& house) {
        const Id demand = house.demand(1, "The camera opens slowly");
        const demand::Changed surfaced{demand, demand::DemandAct::surfaced, std::nullopt, house.now()};
        house.clock.advance(std::chrono::minutes(1));
        house.support(demand, house.people[2]);
        house.write([&](db::Writer& w) { give(w, surfaced); });
        CHECK(of(house, 2, CreditKind::support_surfaced).empty());
    });
}

TEST_CASE("credits: trying it counts when it works, and only for who said so") {
    demand::in_a_house([](TestHouse& house) {
        const Id demand = house.demand(1, "The camera opens slowly");
        house.write([&](db::Writer& w) {
            REQUIRE(house.demands.set_stage(w, demand, demand::Stage::shipped, "It is here", house.staff,
                                            house.now()));
            REQUIRE(house.demands.judge(w, demand, house.people[1], true, "", house.now()));
            REQUIRE(house.demands.judge(w, demand, house.people[3], false, "Not here", house.now()));
        });
        tell(house, demand, demand::DemandAct::works);
        CHECK(of(house, 1, CreditKind::fix_confirmed).size() == 1);
        CHECK(of(house, 3, CreditKind::fix_confirmed).empty());
    });
}

TEST_CASE("credits: counted by kind, product and time") {
    demand::in_a_house([](TestHouse& house) {
        const Id demand = house.demand(1, "The camera opens slowly");
        tell(house, demand, demand::DemandAct::shipped);
        const auto with = [&](const Wanted& wanted, std::int64_t count) {
            return house.read([&](db::Reader& r) { return people_with(r, wanted, count); }).size();
        };
        CHECK(with({CreditKind::report_shipped, Id{}, Time{}}, 1) == 1);
        CHECK(with({CreditKind::report_shipped, house.product, house.now()}, 1) == 1);
        CHECK(with({CreditKind::report_shipped, Id{}, Time{}}, 2) == 0);
        CHECK(with({CreditKind::report_shipped, house.other_product, Time{}}, 1) == 0);
        CHECK(with({CreditKind::support_surfaced, Id{}, Time{}}, 1) == 0);
        CHECK(with({CreditKind::report_shipped, Id{}, house.now() + std::chrono::seconds(1)}, 1) == 0);
    });
}
