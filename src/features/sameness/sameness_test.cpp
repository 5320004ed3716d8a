// Which pairs the team is asked about, what becomes of their answers, and what joins by itself.
#include "features/sameness/sameness.hpp"

#include <boost/json.hpp>

#include "features/demand/test_house.hpp"
#include "features/likeness/likeness.hpp"
#include "features/sameness/store.hpp"
#include "platform/audit/audit.hpp"

using namespace canyu;
using namespace canyu::demand;
using namespace canyu::sameness;
using std::chrono::minutes;

namespace {

const std::string hot = "The phone gets far too warm while charging in the car holder";
const std::string warm = "While charging in the car holder the phone gets far too warm";

std::vector<Alike> look(TestHouse& house) {
    sameness::look(house.store, house.demands, house.ids, house.now());
    return house.read([](db::Reader& r) { return sameness::store::waiting(r, Id{}, 100); });
}

// Two demands that say the same, and the pair they are found as.
struct Pair {
    explicit Pair(TestHouse& house) {
        house.add_other_talk();
        older = house.demand(1, hot);
        newer = house.demand(2, warm);
        const std::vector<Alike> pairs = look(house);
        REQUIRE(pairs.size() == 1);
        found = pairs.front();
    }
    Id older;
    Id newer;
    Alike found;
};

Result<void> tell_apart(TestHouse& house, Id pair) {
    return house.write(
        [&](db::Writer& w) { return sameness::tell_apart(w, house.ids, pair, house.staff, house.now()); });
}

Result<void> take_back(TestHouse& house, Id pair) {
    return house.write(
        [&](db::Writer& w) { return take_telling_apart_back(w, house.ids, pair, house.staff, house.now()); });
}

Result<void> merge(TestHouse& house, Id pair, Id into) {
    return house.write([&](db::Writer& w) {
        return sameness::merge(w, house.demands, pair, into, house.staff, house.now());
    });
}

Answer answer_of(TestHouse& house, Id pair) {
    return house.read([&](db::Reader& r) { return sameness::store::find(r, pair); }).value().answer;
}

// A model in use, surer than the shipped one, that was sure of twenty decisions it did not see.
void prove(TestHouse& house, std::int64_t right) {
    surfacing::Model model;
    model.bias += 3;
    const likeness::Learned learned{.product_id = house.product,
                                    .version = 1,
                                    .model = boost::json::serialize(boost::json::value_from(model)),
                                    .sure = 20,
                                    .sure_right = right,
                                    .in_use = true,
                                    .learned_at = house.now()};
    house.write([&](db::Writer& w) { w.insert("likeness_model", learned); });
    house.demands.keep_level(house.now());
}

// Where a report is that says the same as another did, after so long.
std::optional<Id> joined_after(TestHouse& house, Id report, minutes passed) {
    house.clock.advance(passed);
    sameness::join_sure(house.store, house.demands, house.now());
    return house.words(report).demand_id;
}

Result<void> confirm(TestHouse& house, Id report) {
    return house.write(
        [&](db::Writer& w) { return sameness::confirm(w, house.demands, report, house.staff, house.now()); });
}

}  // namespace

TEST_CASE("sameness: two demands that say the same are asked about once, and others are not") {
    in_a_house([](TestHouse& house) {
        const Pair pair(house);
        CHECK(pair.found.older_id == pair.older);
        CHECK(pair.found.newer_id == pair.newer);
        CHECK(pair.found.probability >= 0.5);
        house.demand(3, "Let the torch be brighter");
        CHECK(look(house).size() == 1);
        CHECK(look(house).front().id == pair.found.id);
    });
}

TEST_CASE("sameness: merging keeps everybody, in either direction, and is not asked again") {
    in_a_house([](TestHouse& house) {
        const Pair pair(house);
        house.support(pair.older, house.people[4]);
        CHECK(refusal(merge(house, pair.found.id, Id{7})) == "problem.not_found");
        REQUIRE(merge(house, pair.found.id, pair.newer));
        CHECK(house.people_of(pair.newer).size() == 3);
        CHECK(house.get(pair.older).standing == Standing::merged);
        CHECK(answer_of(house, pair.found.id) == Answer::merged);
        CHECK(look(house).empty());
        REQUIRE(house.write([&](db::Writer& w) {
            return house.demands.undo_merge(w, pair.older, house.staff, house.now());
        }));
        CHECK(house.people_of(pair.older).size() == 2);
        CHECK(look(house).empty());
    });
}

TEST_CASE("sameness: what is told apart is asked no more, and can be taken back") {
    in_a_house([](TestHouse& house) {
        const Pair pair(house);
        REQUIRE(tell_apart(house, pair.found.id));
        REQUIRE(tell_apart(house, pair.found.id));
        CHECK(look(house).empty());
        const auto told = [&] {
            return house.read(
                [](db::Reader& r) { return r.value<std::int64_t>("select count(*) from told_apart"); });
        };
        CHECK(told() == 1);
        CHECK(house.read([&](db::Reader& r) {
            return audit::list_of(r, {"demand", pair.newer}, 10).front().act;
        }) == "sameness.act_told_apart");
        REQUIRE(take_back(house, pair.found.id));
        CHECK(told() == 0);
        CHECK(look(house).size() == 1);
        CHECK(refusal(take_back(house, pair.found.id)) == "problem.not_found");
        CHECK(refusal(tell_apart(house, Id{7})) == "problem.not_found");
    });
}

TEST_CASE("sameness: a pair goes when one of both is decided, and stays while one may be merged away") {
    in_a_house([](TestHouse& house) {
        const Pair pair(house);
        REQUIRE(house.write([&](db::Writer& w) {
            return house.demands.set_stage(w, pair.older, Stage::planned, "", house.staff, house.now());
        }));
        CHECK(look(house).size() == 1);
        CHECK(refusal(merge(house, pair.found.id, pair.newer)) == "demand.begun_already");
        CHECK(answer_of(house, pair.found.id) == Answer::waiting);
        REQUIRE(house.write([&](db::Writer& w) {
            return house.demands.decide(w, pair.newer, Standing::deferred, "first the charger", "",
                                        std::nullopt, house.staff, house.now());
        }));
        CHECK(look(house).empty());
    });
}

TEST_CASE(
    "sameness: what is surely the same joins by itself after ten minutes, and a person says it is right") {
    in_a_house([](TestHouse& house) {
        house.add_other_talk();
        const Id demand = house.demand(1, hot);
        prove(house, 19);
        const Id report = house.say(house.people[2], hot);
        const Id other = house.say(house.people[3], "The phone is too warm for winter gloves");
        CHECK(joined_after(house, report, minutes(9)) == std::nullopt);
        CHECK(joined_after(house, report, minutes(1)) == demand);
        CHECK(house.words(report).placed_by == std::nullopt);
        CHECK(house.people_of(demand).size() == 2);
        CHECK(house.words(other).state == report::ReportState::waiting);

        CHECK(refusal(confirm(house, other)) == "problem.not_found");
        REQUIRE(confirm(house, report));
        CHECK(house.words(report).placed_by == house.staff);
        CHECK(refusal(confirm(house, report)) == "problem.not_found");
    });
}

TEST_CASE("sameness: nothing joins by itself without proof, nor where two demands are as likely") {
    in_a_house([](TestHouse& house) {
        house.add_other_talk();
        house.demand(1, hot);
        const Id report = house.say(house.people[2], hot);
        CHECK(joined_after(house, report, minutes(20)) == std::nullopt);
        prove(house, 18);
        CHECK(joined_after(house, report, minutes(20)) == std::nullopt);
    });
    in_a_house([](TestHouse& house) {
        house.add_other_talk();
        prove(house, 20);
        house.demand(1, hot);
        house.demand(2, hot);
        CHECK(joined_after(house, house.say(house.people[3], hot), minutes(20)) == std::nullopt);
    });
}

TEST_CASE("sameness: telling apart teaches the product, also about reports that nobody placed") {
    in_a_house([](TestHouse& house) {
        house.add_other_talk();
        const Id older = house.demand(1, hot);
        const Id report = house.say(house.people[2], warm);
        const auto count = [&] {
            return likeness::learn(house.store, house.product, house.now())
                .error()
                .message.arguments.front()
                .second;
        };
        const std::string before = count();
        house.write([&](db::Writer& w) { likeness::tell_apart(w, report, older, house.staff, house.now()); });
        CHECK(std::stoi(count()) == std::stoi(before) + 1);
    });
}
