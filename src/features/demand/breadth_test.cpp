// From how many parts of the community a demand comes.
#include <bit>
#include <sstream>

#include "engines/surfacing/rising/tally.hpp"
#include "features/demand/store.hpp"
#include "features/demand/test_house.hpp"

using namespace canyu;
using namespace canyu::demand;

TEST_CASE("demand: what several parts of the community ask for rises more, and the tally tells the parts") {
    in_a_house([](TestHouse& house) {
        const Id camera = house.demand(0, "The camera is slow from the lock screen");
        house.support(camera, house.people[1]);
        const auto factors = [&] {
            return house.read([&](db::Reader& r) { return store::factors(r, camera); }).value();
        };
        CHECK(factors().breadth == 1);
        const double before = house.get(camera).buoyancy;
        std::unordered_map<Id, Id> parts;
        house.demands.know_parts_by([&](db::Reader&, Id product) {
            return product == house.product ? parts : std::unordered_map<Id, Id>{};
        });
        parts = {{house.people[0], Id{2}}, {house.people[1], Id{2}}};
        house.demands.keep_level(house.now());
        CHECK(house.get(camera).buoyancy == before);

        parts[house.people[0]] = Id{1};
        house.demands.keep_level(house.now());
        // Who joined weighs twice what the founder does.
        CHECK(factors().breadth == doctest::Approx(1 + 0.5 * (1 - 5.0 / 9)));
        CHECK(house.get(camera).buoyancy == doctest::Approx((1 + 0.5 * (1 - 5.0 / 9)) * before));
        house.support(camera, house.people[2]);  // of no named part, which is one as well
        CHECK(factors().segments == doctest::Approx(25.0 / 9));

        std::stringstream file;
        surfacing::write_tally(file, house.read([&](db::Reader& r) {
            return house.demands.tally(r, *products::find(r, house.product), house.now());
        }));
        const auto read = surfacing::read_tally(file);
        REQUIRE(read.has_value());
        const surfacing::Recount counted = surfacing::recount(*read, read->demands.at(0));
        CHECK(counted.as_published);
        CHECK(std::bit_cast<std::uint64_t>(counted.factors.breadth) ==
              std::bit_cast<std::uint64_t>(factors().breadth));
    });
}
