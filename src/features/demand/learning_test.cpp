// What a product's decisions teach it, from the first report to the suggestion.
#include "features/demand/test_house.hpp"
#include "features/likeness/likeness.hpp"

using namespace canyu;
using namespace canyu::demand;

namespace {

const std::vector<std::string> topics = {
    "camera slow from the lock screen", "battery drains over night",
    "fingerprint fails with wet hands", "bluetooth drops in the car",
    "alarm is silent in the morning",   "maps lose the way in tunnels",
    "keyboard hides the button",        "photos upload twice to the cloud",
    "dark theme has white pages",       "the torch button is too near"};

std::string wish(std::size_t topic, std::size_t one) {
    return topics[topic] + ", says number" + std::to_string(one * topics.size() + topic);
}

// Everybody says everything once; the team places it.
void decide(TestHouse& house, std::size_t rounds) {
    std::vector<Id> demands;
    for (std::size_t one = 0; one < rounds; ++one)
        for (std::size_t topic = 0; topic < topics.size(); ++topic) {
            house.clock.advance(std::chrono::hours(1));
            const Id report = house.say(house.people[one], wish(topic, one));
            if (one == 0) {
                demands.push_back(house.found(report, topics[topic]));
                continue;
            }
            REQUIRE(house.write([&](db::Writer& w) {
                return house.demands.put_into(w, report, demands[topic], house.staff, house.now());
            }));
        }
}

Result<likeness::Learned> learn(TestHouse& house) {
    return likeness::learn(house.store, house.product, house.now());
}

std::size_t models_in_use(TestHouse& house) {
    return house.read([](db::Reader& r) { return likeness::in_use(r).size(); });
}

Result<void> use(TestHouse& house, std::int64_t version) {
    return house.write([&](db::Writer& w) { return likeness::use(w, house.product, version); });
}

}  // namespace

TEST_CASE("demand: a few decisions are refused, with how many are needed") {
    in_a_house([](TestHouse& house) {
        decide(house, 2);
        CHECK(refusal(learn(house)) == "likeness.too_few");
        CHECK(models_in_use(house) == 0);
    });
}

TEST_CASE("demand: what people decided makes the likeness surer, by version, and can be taken back") {
    in_a_house([](TestHouse& house) {
        decide(house, 8);
        const auto likely = [&] { return house.suggest(wish(3, 99)).at(0).probability; };
        const double as_shipped = likely();
        const auto first = learn(house);
        REQUIRE(first.has_value());
        CHECK(first->version == 1);
        CHECK(first->decisions == 80);
        CHECK(first->first_learned >= first->first_shipped);
        CHECK(first->error_learned < first->error_shipped);
        CHECK(first->in_use);
        REQUIRE(models_in_use(house) == 1);
        CHECK(likely() == as_shipped);  // the server has not noticed yet
        house.demands.keep_level(house.now());
        CHECK(likely() > as_shipped);

        CHECK(learn(house).value().version == 2);
        CHECK(models_in_use(house) == 1);
        CHECK(refusal(use(house, 3)) == "problem.not_found");
        REQUIRE(use(house, 1));
        CHECK(models_in_use(house) == 1);
        REQUIRE(use(house, 0));
        CHECK(models_in_use(house) == 0);
        house.demands.keep_level(house.now());
        CHECK(likely() == doctest::Approx(as_shipped));
    });
}

TEST_CASE("demand: what the program placed by itself teaches nothing") {
    in_a_house([](TestHouse& house) {
        for (std::size_t one = 0; one < 8; ++one)
            for (std::size_t topic = 0; topic < topics.size(); ++topic) {
                const Id report = house.say(house.people[one], wish(topic, one));
                REQUIRE(house.write(
                    [&](db::Writer& w) { return house.demands.place(w, report, Id{}, house.now()); }));
            }
        CHECK(refusal(learn(house)) == "likeness.too_few");
    });
}
