#include "features/demand/test_house.hpp"
#include "platform/audit/audit.hpp"

using namespace canyu;
using namespace canyu::demand;

namespace {

void merge(TestHouse& house, Id from, Id into) {
    REQUIRE(house.write(
        [&](db::Writer& w) { return house.demands.merge(w, from, into, house.staff, house.now()); }));
}
void undo(TestHouse& house, Id from) {
    REQUIRE(house.write(
        [&](db::Writer& w) { return house.demands.undo_merge(w, from, house.staff, house.now()); }));
}
void put(TestHouse& house, Id report, Id demand, Id by) {
    REQUIRE(house.write(
        [&](db::Writer& w) { return house.demands.put_into(w, report, demand, by, house.now()); }));
}

struct Two {
    explicit Two(TestHouse& house)
        : camera(house.demand(0, "The camera is slow from the lock screen")),
          torch(house.demand(1, "The torch takes three taps in the dark")) {
        house.support(camera, house.people[2]);
        house.support(torch, house.people[2]);
        house.support(torch, house.people[3]);
        house.support(torch, house.people[4]);
        house.withdraw(torch, house.people[4]);
    }
    Id camera;
    Id torch;
};

}  // namespace

TEST_CASE("demand: a merge counts everybody once, and undoing it restores both sides exactly") {
    in_a_house([](TestHouse& house) {
        house.add_other_talk();
        const Two two(house);
        const auto camera_people = house.people_of(two.camera);
        const auto torch_people = house.people_of(two.torch);
        merge(house, two.torch, two.camera);
        CHECK(house.get(two.torch).standing == Standing::merged);
        CHECK(house.get(two.torch).into == two.camera);
        CHECK(house.get(two.torch).people == 0);
        CHECK(house.get(two.camera).people == 4);
        CHECK(house.get(two.camera).reports == 2);
        CHECK(house.suggest("torch in the dark").at(0).demand.id == two.camera);

        undo(house, two.torch);
        CHECK(house.get(two.torch).standing == Standing::open);
        CHECK_FALSE(house.get(two.torch).into.has_value());
        CHECK(house.people_of(two.camera) == camera_people);
        CHECK(house.people_of(two.torch) == torch_people);
        CHECK(house.get(two.camera).reports == 1);
        CHECK(house.get(two.torch).reports == 1);
        CHECK(house.suggest("torch in the dark").at(0).demand.id == two.torch);
        CHECK(house.acts(two.torch).back() == DemandAct::unmerged);
        CHECK(house.acts(two.camera).back() == DemandAct::gave_back);
    });
}

TEST_CASE("demand: after undoing a merge, what came meanwhile stays where it was said") {
    in_a_house([](TestHouse& house) {
        const Two two(house);
        merge(house, two.torch, two.camera);
        house.support(two.camera, house.people[5]);
        house.support(two.torch, house.people[6]);  // through the merged one's address
        const Id report = house.say(house.people[7], "Torch, please, without unlocking");
        put(house, report, two.torch, house.people[7]);
        CHECK(house.words(report).demand_id == two.camera);
        CHECK(house.get(two.camera).people == 7);

        undo(house, two.torch);
        CHECK(house.people_of(two.camera) == std::vector{house.people[0], house.people[2], house.people[5]});
        CHECK(house.people_of(two.torch).size() == 5);
        CHECK(house.words(report).demand_id == two.torch);
    });
}

TEST_CASE("demand: who withdraws while it is merged is gone from both sides") {
    in_a_house([](TestHouse& house) {
        const Two two(house);
        merge(house, two.torch, two.camera);
        house.withdraw(two.camera, house.people[2]);
        undo(house, two.torch);
        CHECK(house.people_of(two.camera) == std::vector{house.people[0]});
        CHECK(house.people_of(two.torch) == std::vector{house.people[1], house.people[3]});
    });
}

TEST_CASE("demand: merges upon merges are undone one by one, in any order") {
    in_a_house([](TestHouse& house) {
        const Two two(house);
        const Id widget = house.demand(5, "A widget for the lock screen");
        merge(house, two.torch, two.camera);
        merge(house, two.camera, widget);
        CHECK(house.get(widget).people == 5);
        undo(house, two.torch);
        CHECK(house.people_of(two.torch).size() == 3);
        CHECK(house.get(widget).people == 3);
        undo(house, two.camera);
        CHECK(house.people_of(two.camera) == std::vector{house.people[0], house.people[2]});
        CHECK(house.get(widget).people == 1);
    });
}

TEST_CASE("demand: a merge that makes no sense is refused") {
    in_a_house([](TestHouse& house) {
        const Two two(house);
        const auto try_merge = [&](Id from, Id into) {
            return refusal(house.write(
                [&](db::Writer& w) { return house.demands.merge(w, from, into, house.staff, house.now()); }));
        };
        CHECK(try_merge(two.torch, two.torch) == "demand.merge_with_itself");
        merge(house, two.torch, two.camera);
        CHECK(try_merge(two.torch, two.camera) == "demand.merged_already");
        CHECK(try_merge(two.camera, two.torch) == "demand.merge_with_itself");
        undo(house, two.torch);
        REQUIRE(house.write([&](db::Writer& w) {
            return house.demands.set_stage(w, two.torch, Stage::planned, "", house.staff, house.now());
        }));
        CHECK(try_merge(two.torch, two.camera) == "demand.begun_already");
        CHECK(try_merge(two.camera, two.torch).empty());
    });
}

TEST_CASE("demand: a split takes reports along and merging back undoes it") {
    in_a_house([](TestHouse& house) {
        house.add_other_talk();
        const Two two(house);
        const Id report = house.say(house.people[5], "And the flash is too bright");
        put(house, report, two.camera, house.staff);
        const auto made = house.write([&](db::Writer& w) {
            return house.demands.split(w, two.camera, {report}, "The flash is too bright", house.staff,
                                       house.now());
        });
        REQUIRE(made.has_value());
        CHECK(house.people_of(*made) == std::vector{house.people[5]});
        CHECK(house.get(two.camera).reports == 1);
        CHECK(house.suggest("flash too bright").at(0).demand.id == *made);
        merge(house, *made, two.camera);
        CHECK(house.get(two.camera).reports == 2);

        const auto foreign = house.write([&](db::Writer& w) {
            return house.demands.split(w, two.torch, {report}, "Something else", house.staff, house.now());
        });
        CHECK(refusal(foreign) == "demand.split_foreign");
    });
}

TEST_CASE("demand: every act of staff is audited and told") {
    in_a_house([](TestHouse& house) {
        const Two two(house);
        merge(house, two.torch, two.camera);
        REQUIRE(house.write([&](db::Writer& w) {
            return house.demands.rename(w, two.camera, "Camera from the lock screen", house.staff,
                                        house.now());
        }));
        const auto log = house.read([&](db::Reader& r) { return audit::list(r, house.staff, {}, 10); });
        REQUIRE(log.size() == 4);
        CHECK(log[0].act == "demand.act_renamed");
        CHECK(log[1].act == "demand.act_merged");
        CHECK(log[1].object_id == two.torch);
        const auto told = house.read([&](db::Reader& r) { return history(r, two.camera); });
        CHECK(told.back().act == DemandAct::renamed);
        CHECK(told.back().reason == "The camera is slow from the lock screen");
        CHECK(told.back().person_id == house.staff);
    });
}
