#include <atomic>
#include <thread>

#include "features/demand/store.hpp"
#include "features/demand/test_house.hpp"
#include "features/participation/participation.hpp"

using namespace canyu;
using namespace canyu::demand;

TEST_CASE("demand: a person counts once, however they asked for it") {
    in_a_house([](TestHouse& house) {
        const Id camera = house.demand(0, "The camera is slow from the lock screen");
        CHECK(house.get(camera).people == 1);
        CHECK(house.support(camera, house.people[1]));
        CHECK_FALSE(house.support(camera, house.people[1]));
        CHECK(house.support(camera, house.people[0]));
        CHECK(house.get(camera).people == 2);
        CHECK(house.people_of(camera) == std::vector{house.people[0], house.people[1]});
        CHECK(house.get(camera).founder == house.people[0]);
    });
}

TEST_CASE("demand: a support is withdrawn and given again, and the log of deeds agrees") {
    in_a_house([](TestHouse& house) {
        const Id camera = house.demand(0, "The camera is slow from the lock screen");
        const auto deeds = [&] {
            return house.read([&](db::Reader& r) {
                return participation::count(r, house.people[1], participation::Verb::support);
            });
        };
        house.support(camera, house.people[1], "It is cold outside");
        CHECK(deeds() == 1);
        house.withdraw(camera, house.people[1]);
        CHECK(deeds() == 0);
        CHECK(house.get(camera).people == 1);
        house.withdraw(camera, house.people[1]);
        CHECK(deeds() == 0);
        CHECK(house.support(camera, house.people[1]));
        CHECK(deeds() == 1);
        CHECK(house.get(camera).people == 2);
    });
}

TEST_CASE("demand: votes in parallel count once") {
    in_a_house([](TestHouse& house) {
        const Id camera = house.demand(0, "The camera is slow from the lock screen");
        std::atomic<int> first{0};
        std::vector<std::thread> threads;
        for (int i = 0; i < 8; ++i)
            threads.emplace_back([&] {
                const auto stood = house.write([&](db::Writer& w) {
                    return house.demands.support(w, camera, house.people[1], "", house.now());
                });
                if (stood.value()) ++first;
            });
        for (std::thread& thread : threads) thread.join();
        CHECK(first == 1);
        CHECK(house.get(camera).people == 2);
        CHECK(house.read([&](db::Reader& r) {
            return participation::count(r, house.people[1], participation::Verb::support);
        }) == 1);
    });
}

TEST_CASE("demand: a why too long is refused and said of its field") {
    in_a_house([](TestHouse& house) {
        const Id camera = house.demand(0, "The camera is slow from the lock screen");
        const auto refused = house.write([&](db::Writer& w) {
            return house.demands.support(w, camera, house.people[1], std::string(501, 'a'), house.now());
        });
        REQUIRE_FALSE(refused.has_value());
        CHECK(refused.error().fields.at(0).field == "why");
        CHECK(house.get(camera).people == 1);
    });
}

namespace {

void ship(TestHouse& house, Id demand) {
    for (const Stage stage : {Stage::planned, Stage::making, Stage::shipped})
        REQUIRE(house.write([&](db::Writer& w) {
            return house.demands.set_stage(w, demand, stage, "", house.staff, house.now());
        }));
}

Result<void> judge(TestHouse& house, Id demand, std::size_t person, bool works) {
    house.clock.advance(Milliseconds{1000});
    return house.write([&](db::Writer& w) {
        return house.demands.judge(w, demand, house.people[person], works, works ? "" : "Not on mine",
                                   house.now());
    });
}

}  // namespace

TEST_CASE("demand: what shipped works when three people say so and nobody doubts it") {
    in_a_house([](TestHouse& house) {
        const Id camera = house.demand(0, "The camera is slow from the lock screen");
        for (std::size_t i = 1; i < 6; ++i) house.support(camera, house.people[i]);
        CHECK(refusal(judge(house, camera, 0, true)) == "demand.not_shipped");
        ship(house, camera);
        judge(house, camera, 0, true);
        judge(house, camera, 0, true);
        judge(house, camera, 1, true);
        CHECK(house.get(camera).stage == Stage::shipped);
        judge(house, camera, 2, true);
        CHECK(house.get(camera).stage == Stage::works);
        judge(house, camera, 3, false);
        CHECK(house.get(camera).stage == Stage::works);
        judge(house, camera, 4, false);
        CHECK(house.get(camera).stage == Stage::surfaced);
        CHECK(house.acts(camera).back() == DemandAct::reopened);
    });
}

TEST_CASE("demand: the same word of the same person is one deed, with the latest reason") {
    in_a_house([](TestHouse& house) {
        const Id camera = house.demand(0, "The camera is slow from the lock screen");
        for (std::size_t i = 1; i < 6; ++i) house.support(camera, house.people[i]);
        ship(house, camera);
        const auto say = [&](const std::string& words) {
            return house.write([&](db::Writer& w) {
                return house.demands.judge(w, camera, house.people[1], true, words, house.now());
            });
        };
        for (const char* words : {"The cat stayed", "", "It stays every time"}) REQUIRE(say(words));
        house.read([&](db::Reader& r) {
            CHECK(participation::of_person(r, house.people[1], {}, 10).size() == 3);  // joining, asking, this
            CHECK(store::verdict(r, camera, house.people[1])->words == "It stays every time");
        });
        REQUIRE(say(""));
        house.read([&](db::Reader& r) {
            CHECK(store::verdict(r, camera, house.people[1])->words == "It stays every time");
        });
    });
}

TEST_CASE("demand: a first no brings it back, and the next shipping starts afresh") {
    in_a_house([](TestHouse& house) {
        const Id camera = house.demand(0, "The camera is slow from the lock screen");
        ship(house, camera);
        judge(house, camera, 0, false);
        CHECK(house.get(camera).stage == Stage::surfaced);
        CHECK(house.read([&](db::Reader& r) { return history(r, camera); }).back().reason == "Not on mine");
        house.clock.advance(Milliseconds{1000});
        ship(house, camera);
        const Demand shipped = house.get(camera);
        const Verdicts fresh = house.read([&](db::Reader& r) { return verdicts(r, shipped); });
        CHECK(fresh.does_not == 0);
        judge(house, camera, 0, true);
        CHECK(house.get(camera).stage == Stage::works);
    });
}
