#include "features/demand/test_house.hpp"

using namespace canyu;
using namespace canyu::demand;

namespace {

Result<void> decide(TestHouse& house, Id demand, Standing standing, const std::string& reason,
                    const std::string& alternative, std::optional<Id> into = {}) {
    return house.write([&](db::Writer& w) {
        return house.demands.decide(w, demand, standing, reason, alternative, into, house.staff, house.now());
    });
}

const std::string reason = "The seal has no room for it.";

}  // namespace

TEST_CASE("demand: declining needs a reason and an alternative, and can be taken back") {
    in_a_house([](TestHouse& house) {
        const Id jack = house.demand(0, "Bring back the headphone jack");
        CHECK_FALSE(decide(house, jack, Standing::declined, "No.", "A short cable").has_value());
        const auto refused = decide(house, jack, Standing::declined, reason, "");
        REQUIRE_FALSE(refused.has_value());
        CHECK(refused.error().fields.at(0).field == "alternative");
        REQUIRE(decide(house, jack, Standing::declined, reason, "A short cable"));
        CHECK(house.get(jack).standing == Standing::declined);
        CHECK(house.get(jack).reason == reason);
        CHECK_FALSE(house.get(jack).above_water);
        REQUIRE(decide(house, jack, Standing::open, "", ""));
        CHECK(house.get(jack).standing == Standing::open);
        CHECK(house.get(jack).reason.empty());
        CHECK(house.get(jack).above_water);
        CHECK(house.acts(jack).back() == DemandAct::opened);
    });
}

TEST_CASE("demand: redirecting names another demand or says where to") {
    in_a_house([](TestHouse& house) {
        const Id repair = house.demand(0, "Repairs take too long");
        const Id service = house.demand(1, "A service desk in every town");
        CHECK_FALSE(decide(house, repair, Standing::redirected, reason, "").has_value());
        CHECK(refusal(decide(house, repair, Standing::redirected, reason, "", repair)) ==
              "demand.redirect_to_itself");
        REQUIRE(decide(house, repair, Standing::redirected, reason, "", service));
        CHECK(house.get(repair).into == service);
    });
}

TEST_CASE("demand: a decided demand does not move on its way, and works is not staff's to say") {
    in_a_house([](TestHouse& house) {
        const Id jack = house.demand(0, "Bring back the headphone jack");
        const auto set_stage = [&](Stage stage) {
            return refusal(house.write([&](db::Writer& w) {
                return house.demands.set_stage(w, jack, stage, "", house.staff, house.now());
            }));
        };
        CHECK(set_stage(Stage::works) == "demand.people_say_works");
        REQUIRE(decide(house, jack, Standing::deferred, reason, ""));
        CHECK(set_stage(Stage::planned) == "demand.not_open");
        REQUIRE(decide(house, jack, Standing::open, "", ""));
        CHECK(set_stage(Stage::planned).empty());
        CHECK(refusal(decide(house, jack, Standing::declined, reason, "A short cable")) ==
              "demand.in_the_plan");
        CHECK(set_stage(Stage::heard).empty());
        CHECK(house.get(jack).stage == Stage::surfaced);
        CHECK(house.acts(jack).back() == DemandAct::back);
    });
}
