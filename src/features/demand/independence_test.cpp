#include "features/demand/independence.hpp"

#include <bit>
#include <sstream>

#include "engines/surfacing/rising/tally.hpp"
#include "features/demand/test_house.hpp"
#include "features/words/words.hpp"

using namespace canyu;
using namespace canyu::demand;

namespace {

// Accounts made a minute ago, which say one template with another word in it.
struct Mob {
    TestHouse& house;
    std::vector<Id> people;

    Mob(TestHouse& given, int count, const std::string& network = "") : house(given) {
        for (int i = 0; i < count; ++i) {
            people::NewPerson person;
            person.name = "fresh_" + std::to_string(i);
            person.network = network;
            people.push_back(
                house.write([&](db::Writer& w) { return people::add(w, house.ids, person, "", house.now()); })
                    .value());
        }
        house.clock.advance(std::chrono::minutes(1));
    }

    void repeat_into(Id demand) {
        for (std::size_t i = 0; i < people.size(); ++i) {
            house.clock.advance(std::chrono::minutes(5));
            const Id said =
                house.say(people[i], "We all want the wallpaper shop to sell gold frames for every " +
                                         std::string(i, 'x') + " picture that we own and love");
            REQUIRE(house.write([&](db::Writer& w) {
                return house.demands.put_into(w, said, demand, house.staff, house.now());
            }));
        }
    }
};

surfacing::Factors factors_of(TestHouse& house, Id demand) {
    return house.read([&](db::Reader& r) { return store::factors(r, demand); }).value();
}

std::vector<store::StandingRow> standings_of(TestHouse& house, Id demand) {
    return house.read([&](db::Reader& r) { return store::standings_for(r, demand); });
}

// As the words of the week leave them out.
std::vector<Id> held_people(TestHouse& house) {
    std::vector<Id> people;
    for (const words::Held& one : house.read([&](db::Reader& r) { return held(r, house.product); }))
        people.push_back(one.person);
    std::ranges::sort(people);
    return people;
}

}  // namespace

TEST_CASE("demand: fresh accounts that say one template are held, and count once staff have looked") {
    in_a_house([](TestHouse& house) {
        const Id gold = house.demand(0, "Gold frames please, for the pictures in my own gallery");
        const double alone = house.get(gold).buoyancy;
        Mob mob(house, 6);
        mob.repeat_into(gold);

        const surfacing::Factors held = factors_of(house, gold);
        CHECK(held.people == 7);
        CHECK(held.held == 6);
        CHECK(held.buoyancy == doctest::Approx(alone).epsilon(0.01));
        CHECK(house.get(gold).people == 7);
        CHECK(held_people(house) == std::vector(mob.people.begin(), mob.people.end()));

        REQUIRE(house.write([&](db::Writer& w) {
            return house.demands.vouch(w, gold, mob.people, house.staff, house.now());
        }));
        const surfacing::Factors counted = factors_of(house, gold);
        CHECK(counted.held == 0);
        CHECK(counted.effective_people == 7);
        CHECK(counted.buoyancy > 2 * alone);

        REQUIRE(house.write([&](db::Writer& w) {
            return house.demands.take_vouching_back(w, gold, mob.people[2], house.staff, house.now());
        }));
        CHECK(factors_of(house, gold).held == 1);
        CHECK(held_people(house) == std::vector{mob.people[2]});
        CHECK(refusal(house.write([&](db::Writer& w) {
                  return house.demands.vouch(w, gold, {}, house.staff, house.now());
              })) == "demand.nobody_chosen");
    });
}

TEST_CASE("demand: what was heard before a restart is still known to be copied") {
    in_a_house([](TestHouse& house) {
        const Id gold = house.demand(0, "Gold frames please, for the pictures in my own gallery");
        Mob(house, 3).repeat_into(gold);
        Demands after(house.store, house.ids, house.clock);
        after.load();
        NewReport words;
        words.person = house.people[5];
        words.product = house.product;
        words.source = "test";
        words.text =
            "We all want the wallpaper shop to sell gold frames for every picture that we own and love";
        const Id said =
            house.write([&](db::Writer& w) { return after.report(w, words, house.now()); }).value();
        REQUIRE(house.write(
            [&](db::Writer& w) { return after.put_into(w, said, gold, house.staff, house.now()); }));
        const auto rows = standings_of(house, gold);
        const auto row = std::ranges::find(rows, house.people[5], &store::StandingRow::person_id);
        REQUIRE(row != rows.end());
        CHECK(row->copied > 0.5);
    });
}

TEST_CASE("demand: accounts from one network count like few, and a household nearly in full") {
    in_a_house([](TestHouse& house) {
        const Id camera = house.demand(0, "The camera is slow from the lock screen");
        Mob mob(house, 20, "203.0.113.9");
        for (const Id person : mob.people) {
            house.clock.advance(std::chrono::minutes(20));
            house.support(camera, person);
        }
        const surfacing::Factors factors = factors_of(house, camera);
        CHECK(factors.people == 21);
        CHECK(factors.effective_people < 8);
        CHECK(factors.effective_people > 3);
        CHECK(house.read([&](db::Reader& r) { return people::origins(r, {mob.people[0]}); })[0].network != 0);

        house.clock.advance(people::networks_last + std::chrono::days(1));
        house.write([&](db::Writer& w) { people::forget_networks(w, house.now()); });
        CHECK(house.read([&](db::Reader& r) { return people::origins(r, {mob.people[0]}); })[0].network == 0);
    });
}

TEST_CASE("demand: an honest newcomer who says it in own words counts in full, and lifts it") {
    in_a_house([](TestHouse& house) {
        const Id camera = house.demand(0, "The camera is slow from the lock screen");
        const double before = house.get(camera).buoyancy;
        house.clock.advance(std::chrono::hours(3));
        const Id said =
            house.say(house.people[1], "Two seconds pass until I can photograph my child, too late");
        REQUIRE(house.write([&](db::Writer& w) {
            return house.demands.put_into(w, said, camera, house.staff, house.now());
        }));
        CHECK(house.get(camera).buoyancy > before);
        CHECK(standings_of(house, camera).empty());
    });
}

TEST_CASE("demand: not me is counted against it, once a person, and support takes it back") {
    in_a_house([](TestHouse& house) {
        const Id camera = house.demand(0, "The camera is slow from the lock screen");
        for (std::size_t i = 1; i < 5; ++i) house.support(camera, house.people[i]);
        const double before = house.get(camera).buoyancy;
        const auto say_not_me = [&](std::size_t person) {
            return house.write([&](db::Writer& w) {
                return house.demands.say_not_me(w, camera, house.people[person], house.now());
            });
        };
        CHECK(say_not_me(6).value());
        CHECK_FALSE(say_not_me(6).value());
        CHECK(factors_of(house, camera).not_me == 1);
        CHECK(house.get(camera).buoyancy < before);
        CHECK(house.get(camera).people == 5);

        CHECK(say_not_me(4).value());  // who supported it
        CHECK(house.get(camera).people == 4);
        CHECK(refusal(say_not_me(0)) == "demand.said_yourself");

        house.support(camera, house.people[6]);
        REQUIRE(house.write([&](db::Writer& w) {
            return house.demands.take_not_me_back(w, camera, house.people[4], house.now());
        }));
        CHECK(factors_of(house, camera).not_me == 0);
        CHECK(house.get(camera).people == 5);
    });
}

TEST_CASE("demand: a merge that is undone gives back every voice, not-me and standing") {
    in_a_house([](TestHouse& house) {
        const Id gold = house.demand(0, "Gold frames please, for the pictures in my own gallery");
        const Id silver = house.demand(1, "Silver frames would do for my gallery");
        Mob(house, 4).repeat_into(gold);
        house.support(gold, house.people[3]);
        house.support(silver, house.people[3]);
        for (const auto& [demand, person] : {std::pair(gold, 5), std::pair(silver, 6)})
            REQUIRE(house.write([&](db::Writer& w) {
                return house.demands.say_not_me(w, demand, house.people[static_cast<std::size_t>(person)],
                                                house.now());
            }));
        const auto everything = [&] {
            house.write([&](db::Writer& w) {
                for (const Id demand : {gold, silver})
                    house.demands.refresh(w, house.product, demand, house.now());
            });
            return std::tuple(house.people_of(gold), house.people_of(silver), standings_of(house, gold),
                              standings_of(house, silver), factors_of(house, gold).buoyancy,
                              factors_of(house, silver).buoyancy, factors_of(house, gold).not_me,
                              factors_of(house, silver).not_me);
        };
        const auto before = everything();
        REQUIRE(house.write(
            [&](db::Writer& w) { return house.demands.merge(w, gold, silver, house.staff, house.now()); }));
        CHECK(factors_of(house, silver).not_me == 2);
        CHECK(factors_of(house, silver).held == 4);
        CHECK(standings_of(house, gold).empty());
        REQUIRE(house.write(
            [&](db::Writer& w) { return house.demands.undo_merge(w, gold, house.staff, house.now()); }));
        CHECK(everything() == before);
    });
}

TEST_CASE("demand: the board counted again from the tally equals the live one, bit for bit") {
    in_a_house([](TestHouse& house) {
        const Id gold = house.demand(0, "Gold frames please, for the pictures in my own gallery");
        const Id camera = house.demand(1, "The camera is slow from the lock screen");
        Mob(house, 6, "203.0.113.9").repeat_into(gold);
        for (std::size_t i = 2; i < 8; ++i) {
            house.clock.advance(std::chrono::hours(7));
            house.support(camera, house.people[i]);
        }
        REQUIRE(house.write(
            [&](db::Writer& w) { return house.demands.say_not_me(w, gold, house.people[7], house.now()); }));
        house.clock.advance(std::chrono::hours(50));
        house.write([&](db::Writer& w) {
            for (const Id demand : {gold, camera})
                house.demands.refresh(w, house.product, demand, house.now());
        });
        const surfacing::Tally live = house.read([&](db::Reader& r) {
            return house.demands.tally(r, *products::find(r, house.product), house.now());
        });
        std::stringstream file;
        surfacing::write_tally(file, live);
        const auto read = surfacing::read_tally(file);
        REQUIRE(read.has_value());
        REQUIRE(read->demands.size() == 2);
        for (const surfacing::Tally::Demand& demand : read->demands) {
            const surfacing::Recount counted = surfacing::recount(*read, demand);
            CHECK(counted.as_published);
            const Id id = demand.number == house.get(gold).number ? gold : camera;
            const surfacing::Factors stored = factors_of(house, id);
            CHECK(std::bit_cast<std::uint64_t>(stored.buoyancy) ==
                  std::bit_cast<std::uint64_t>(counted.factors.buoyancy));
            CHECK(stored.held == counted.factors.held);
            CHECK(stored.not_me == counted.factors.not_me);
        }
        CHECK(factors_of(house, gold).held == 6);
    });
}

TEST_CASE("demand: what happens every time weighs more than what happened once") {
    in_a_house([](TestHouse& house) {
        const auto report = [&](std::size_t person, const char* how_often) {
            NewReport words;
            words.person = house.people[person];
            words.product = house.product;
            words.kind = ReportKind::bug;
            words.title = "The screen flickers";
            words.fields = report::to_fields(
                {{"steps", how_often + std::string(" I turn it on")}, {"how_often", how_often}});
            words.source = "test";
            const auto said =
                house.write([&](db::Writer& w) { return house.demands.report(w, words, house.now()); });
            return house.found(said.value(), "The screen flickers");
        };
        CHECK(factors_of(house, report(0, "once")).severity == 1);
        CHECK(factors_of(house, report(1, "always")).severity == 2);
    });
}
