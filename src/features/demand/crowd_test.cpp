// What is remembered of a demand's people changes no bit of what is counted.
#include <bit>
#include <random>

#include "features/demand/store.hpp"
#include "features/demand/test_house.hpp"

using namespace canyu;
using namespace canyu::demand;

namespace {

// As many as make a crowd that is remembered; some share a network, most went on together to other demands.
struct Many {
    TestHouse& house;
    Id popular;
    std::vector<Id> people{};

    Many(TestHouse& given, std::mt19937& random)
        : house(given), popular(given.demand(0, "Gold frames please, for the pictures in my own gallery")) {
        const std::vector<Id> others{house.demand(1, "Silver frames would do"),
                                     house.demand(2, "Wooden frames"),
                                     house.demand(3, "Frames for round pictures")};
        for (int i = 0; i < 60; ++i) {
            people::NewPerson person;
            person.name = "many_" + std::to_string(i);
            if (random() % 2 == 0) person.network = "203.0.113." + std::to_string(random() % 4);
            people.push_back(
                house.write([&](db::Writer& w) { return people::add(w, house.ids, person, "", house.now()); })
                    .value());
            house.clock.advance(std::chrono::minutes(random() % 30));
        }
        house.clock.advance(std::chrono::days(3));
        for (const Id other : others)
            for (const Id person : people) {
                if (random() % 3 == 0) continue;
                house.clock.advance(std::chrono::seconds(random() % 100));
                house.support(other, person);
            }
        house.clock.advance(std::chrono::hours(5));
    }

    // The founder is one of the house, and stays.
    void act(std::mt19937& random) {
        const Id person = people[random() % people.size()];
        house.clock.advance(std::chrono::seconds(random() % 600));
        house.write([&](db::Writer& w) {
            switch (random() % 8) {
                case 0:
                    return house.demands.withdraw(w, popular, person, house.now()).has_value();
                case 1:
                    return house.demands.say_not_me(w, popular, person, house.now()).has_value();
                case 2:
                    // Said before others, and heard after them.
                    return house.demands
                        .take_support(w, popular, person, house.now() - std::chrono::hours(1), house.now())
                        .has_value();
                case 3:
                    return house.demands.vouch(w, popular, {person}, house.staff, house.now()).has_value();
                default:
                    return house.demands.support(w, popular, person, "", house.now()).has_value();
            }
        });
        if (random() % 9 != 0) return;
        const Id said = house.say(person, "I would love gold frames around all of my pictures, number " +
                                              std::to_string(random() % 3));
        REQUIRE(house.write([&](db::Writer& w) {
            return house.demands.put_into(w, said, popular, house.staff, house.now());
        }));
    }

    auto counted() {
        return house.read([&](db::Reader& r) {
            return std::pair(store::standings_for(r, popular), store::factors(r, popular).value());
        });
    }
};

}  // namespace

TEST_CASE(
    "demand: whatever many people do, what is counted is what counting from nothing gives, bit for bit") {
    in_a_house([](TestHouse& house) {
        std::mt19937 random(41);
        Many many(house, random);
        bool was_crowded = false;
        bool was_held = false;
        for (int i = 0; i < 250; ++i) {
            many.act(random);
            house.write(
                [&](db::Writer& w) { house.demands.refresh(w, house.product, many.popular, house.now()); });
            const auto [standings, factors] = many.counted();
            Demands fresh(house.store, house.ids, house.clock);
            house.write([&](db::Writer& w) { fresh.refresh(w, house.product, many.popular, house.now()); });
            const auto [standings_anew, factors_anew] = many.counted();
            REQUIRE(standings == standings_anew);
            REQUIRE(std::bit_cast<std::uint64_t>(factors.buoyancy) ==
                    std::bit_cast<std::uint64_t>(factors_anew.buoyancy));
            REQUIRE(factors.people == factors_anew.people);
            REQUIRE(factors.held == factors_anew.held);
            was_crowded = was_crowded || factors.people > 40;
            was_held = was_held || (factors.held > 3 && !standings.empty());
        }
        CHECK(was_crowded);
        CHECK(was_held);
    });
}

TEST_CASE("demand: an act that is rolled back is not remembered") {
    in_a_house([](TestHouse& house) {
        std::mt19937 random(43);
        Many many(house, random);
        for (std::size_t i = 0; i < 40; ++i) {
            house.clock.advance(std::chrono::minutes(7));
            house.support(many.popular, many.people[i]);
        }
        const auto before = many.counted();
        const auto refused = house.write([&](db::Writer& w) -> Result<void> {
            REQUIRE(house.demands.support(w, many.popular, many.people[45], "", house.now()));
            return refuse(409, "test.taken_back");
        });
        CHECK_FALSE(refused.has_value());
        house.write(
            [&](db::Writer& w) { house.demands.refresh(w, house.product, many.popular, house.now()); });
        const auto after = many.counted();
        CHECK(before.first == after.first);
        CHECK(before.second.people == after.second.people);
    });
}
