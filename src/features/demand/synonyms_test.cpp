// Other words for the same, from the team's approval to what is found.
#include "features/demand/test_house.hpp"
#include "features/words/words.hpp"

using namespace canyu;
using namespace canyu::demand;

namespace {

void approve(TestHouse& house, words::Approved& approved, const std::string& one, const std::string& other) {
    REQUIRE(house
                .write([&](db::Writer& writer) {
                    return approved.add(writer, {house.ids, house.staff, house.now()}, house.product, one,
                                        other);
                })
                .has_value());
}

}  // namespace

TEST_CASE("demand: an import joins what says it in an approved other word") {
    in_a_house([](TestHouse& house) {
        words::Approved approved;
        house.demands.know_synonyms_by(approved);
        house.add_other_talk();
        const Id scorching = house.demand(0,
                                          "hallway kitchen parcel lantern meadow violin cushion harbour "
                                          "scorching earpiece crackles evenings flickers");
        const Id said = house.say(house.people[1],
                                  "hallway kitchen parcel lantern meadow violin cushion harbour overheating "
                                  "receiver rustles nightly blinks");
        // Taken back, so that it can be placed again.
        const auto place = [&] {
            Id placed;
            const auto refused = house.write([&](db::Writer& w) -> Result<void> {
                placed = house.demands.place(w, said, Id{}, house.now()).value();
                return refuse(409, "test.taken_back");
            });
            REQUIRE(refusal(refused) == "test.taken_back");
            return placed;
        };
        CHECK(place() != scorching);
        for (const auto& [one, other] : {std::pair("overheating", "scorching"),
                                         std::pair("receiver", "earpiece"), std::pair("rustles", "crackles"),
                                         std::pair("nightly", "evenings"), std::pair("blinks", "flickers")})
            approve(house, approved, one, other);
        CHECK(place() == scorching);
    });
}

TEST_CASE("demand: is it this? finds what says it in an approved other word, and marks that word") {
    in_a_house([](TestHouse& house) {
        words::Approved approved;
        house.add_other_talk();
        const Id scorching = house.demand(0, "The case is scorching in the car");
        CHECK(house.suggest("it is overheating").empty());
        CHECK(house.demands.said_otherwise("overheating").empty());

        house.demands.know_synonyms_by(approved);
        CHECK(house.suggest("it is overheating").empty());
        approve(house, approved, "overheating", "scorching");
        const std::vector<Suggestion> found = house.suggest("it is overheating");
        REQUIRE(found.size() == 1);
        CHECK(found[0].demand.id == scorching);
        CHECK(found[0].marked_title.value.find("<mark>scorching</mark>") != std::string::npos);
        CHECK(found[0].probability < house.suggest("it is scorching").at(0).probability);
        CHECK(house.demands.said_otherwise("overheating") == std::vector<std::string>{"scorching"});
    });
}
