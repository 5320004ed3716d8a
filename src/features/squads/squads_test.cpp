#include "features/squads/squads.hpp"

#include <doctest/doctest.h>

#include "features/participation/participation.hpp"
#include "features/squads/clock.hpp"
#include "features/squads/store.hpp"
#include "features/squads/test_office.hpp"

using namespace canyu;
using namespace canyu::squads;

namespace {

const std::string because = "the sensor team holds the key to this one";

}  // namespace

TEST_CASE("squads: one to three people of the staff") {
    in_an_office([](TestOffice& office) {
        const Id squad = office.squad("lin_gong");
        CHECK(office.refusal([&](db::Writer& w, const Acting& a) {
            return add_person(w, a, squad, "a_member");
        }) == "squads.only_staff");
        CHECK(office.refusal([&](db::Writer& w, const Acting& a) {
            return add_person(w, a, squad, "nobody_here");
        }) == "squads.nobody_of_that_name");
        CHECK(office.refusal([&](db::Writer& w, const Acting& a) {
            return add_person(w, a, squad, "lin_gong");
        }) == "squads.in_already");
        office.act([&](db::Writer& w, const Acting& a) { return add_person(w, a, squad, "chen_gong"); });
        office.act([&](db::Writer& w, const Acting& a) { return add_person(w, a, squad, "wu_gong"); });
        CHECK(office.refusal([&](db::Writer& w, const Acting& a) {
            return add_person(w, a, squad, "zhao_gong");
        }) == "squads.full");
        const auto people = office.read([&](db::Reader& r) { return people_of(r, squad); });
        REQUIRE(people.size() == 3);
        office.act([&](db::Writer& w, const Acting& a) { return remove_person(w, a, squad, people[0]); });
        office.act([&](db::Writer& w, const Acting& a) { return remove_person(w, a, squad, people[1]); });
        CHECK(office.refusal([&](db::Writer& w, const Acting& a) {
            return remove_person(w, a, squad, people[2]);
        }) == "squads.last_person");
    });
}

TEST_CASE("squads: pulling takes what floats into next week's plan, once, and only for its own people") {
    in_an_office([](TestOffice& office) {
        const Id squad = office.squad("lin_gong");
        const Id other = office.squad("chen_gong");
        const Id demand = office.floating("锁屏打开相机慢");
        const auto pull_as = [&](const std::string& name, Id for_squad) {
            return office.refusal_as(name, [&](db::Writer& w, const Acting& a) {
                return pull(w, a, office.demands, for_squad, demand);
            });
        };
        CHECK(pull_as("wu_gong", squad) == "squads.only_its_people");
        CHECK(pull_as("lin_gong", squad) == "");
        CHECK(pull_as("chen_gong", other) == "squads.pulled_already");
        const auto item = office.read([&](db::Reader& r) { return plan::find(r, demand); });
        REQUIRE(item.has_value());
        CHECK(item->week == plan::monday(office.now(), 1));
        const auto makers =
            office.read([&](db::Reader& r) { return makers_of(r, {demand}, web::Language::en); });
        CHECK(makers.at(demand).url == "/squads/phone/1");
        CHECK(office.read([&](db::Reader& r) {
            return participation::count(r, office.person("lin_gong"), participation::Verb::pull);
        }) == 1);
    });
}

TEST_CASE("squads: what is under water and outside the plan cannot be pulled") {
    in_an_office([](TestOffice& office) {
        const Id squad = office.squad("lin_gong");
        // Who always acts in the same minute as another is not taken for a person of their own.
        for (int i = 0; i < 4; ++i)
            office.floating("another wish, number " + std::to_string(i), std::chrono::minutes{10});
        const auto floating =
            office.read([&](db::Reader& r) { return demand::above_water(r, office.product); });
        const Id sunk = office.quiet("somebody said this once");
        REQUIRE(floating.size() == 3);
        CHECK(office.refusal_as("lin_gong", [&](db::Writer& w, const Acting& a) {
            return pull(w, a, office.demands, squad, sunk);
        }) == "squads.under_water");
    });
}

TEST_CASE("squads: handing back keeps the plan and the reason, and lets others pull") {
    in_an_office([](TestOffice& office) {
        const Id squad = office.squad("lin_gong");
        const Id other = office.squad("chen_gong");
        const Id demand = office.floating("锁屏打开相机慢");
        office.act_as("lin_gong", [&](db::Writer& w, const Acting& a) {
            return pull(w, a, office.demands, squad, demand);
        });
        CHECK(office.refusal_as("lin_gong", [&](db::Writer& w, const Acting& a) {
            return hand_back(w, a, squad, demand, "no");
        }) == "field.too_short");
        office.act_as("lin_gong", [&](db::Writer& w, const Acting& a) {
            return hand_back(w, a, squad, demand, because);
        });
        CHECK(office.refusal_as("lin_gong", [&](db::Writer& w, const Acting& a) {
            return hand_back(w, a, squad, demand, because);
        }) == "squads.not_held");
        CHECK(office.read([&](db::Reader& r) { return plan::find(r, demand).has_value(); }));
        CHECK(office.read([&](db::Reader& r) { return store::returned_by(r, squad, 9); }).at(0).reason ==
              because);
        CHECK(office.read([&](db::Reader& r) {
            return participation::count(r, office.person("lin_gong"), participation::Verb::pull);
        }) == 0);
        office.act_as("chen_gong", [&](db::Writer& w, const Acting& a) {
            return pull(w, a, office.demands, other, demand);
        });
        CHECK(office.read([&](db::Reader& r) { return held_by(r, other); }) == std::vector{demand});
    });
}

TEST_CASE("squads: dissolving hands everything back and ends every act") {
    in_an_office([](TestOffice& office) {
        const Id squad = office.squad("lin_gong");
        const Id demand = office.floating("锁屏打开相机慢");
        office.act_as("lin_gong", [&](db::Writer& w, const Acting& a) {
            return pull(w, a, office.demands, squad, demand);
        });
        office.act([&](db::Writer& w, const Acting& a) { return dissolve(w, a, squad, because); });
        CHECK(office.read([&](db::Reader& r) { return held_by(r, squad); }).empty());
        CHECK(office.read([&](db::Reader& r) { return standing(r, office.product); }).empty());
        CHECK(office.read([&](db::Reader& r) {
            return participation::count(r, office.person("lin_gong"), participation::Verb::pull);
        }) == 0);
        CHECK(office.refusal([&](db::Writer& w, const Acting& a) {
            return add_person(w, a, squad, "wu_gong");
        }) == "squads.dissolved");
    });
}

TEST_CASE("squads: what has shipped stays with its squad, until people send it back") {
    in_an_office([](TestOffice& office) {
        const Id squad = office.squad("lin_gong");
        const Id other = office.squad("chen_gong");
        const Id demand = office.floating("锁屏打开相机慢");
        office.act_as("lin_gong", [&](db::Writer& w, const Acting& a) {
            return pull(w, a, office.demands, squad, demand);
        });
        office.act([&](db::Writer& w, const Acting& a) {
            return plan::ship(w, a.ids, office.demands, demand, "in this week's version", a.by, a.now);
        });
        CHECK(office.refusal_as("lin_gong", [&](db::Writer& w, const Acting& a) {
            return hand_back(w, a, squad, demand, because);
        }) == "squads.shipped_already");
        CHECK(office.refusal_as("chen_gong", [&](db::Writer& w, const Acting& a) {
            return pull(w, a, office.demands, other, demand);
        }) == "squads.shipped_already");
        office.act([&](db::Writer& w, const Acting& a) { return dissolve(w, a, squad, because); });
        CHECK(office.read([&](db::Reader& r) { return held_by(r, squad); }) == std::vector{demand});
        office.act([&](db::Writer& w, const Acting& a) {
            return plan::start(w, a.ids, office.demands, demand, "it still takes two seconds", a.by, a.now);
        });
        office.act_as("chen_gong", [&](db::Writer& w, const Acting& a) {
            return pull(w, a, office.demands, other, demand);
        });
        CHECK(office.read([&](db::Reader& r) { return held_by(r, other); }) == std::vector{demand});
    });
}

TEST_CASE("squads: modules, names and work that nobody asked for") {
    in_an_office([](TestOffice& office) {
        const Id squad = office.squad("lin_gong");
        CHECK(office.refusal([&](db::Writer& w, const Acting& a) {
            return add_module(w, a, squad, "相", "Camera");
        }) == "field.too_short");
        office.act([&](db::Writer& w, const Acting& a) { return add_module(w, a, squad, "相机", "Camera"); });
        const auto modules = office.read([&](db::Reader& r) { return modules_of(r, squad); });
        REQUIRE(modules.size() == 1);
        office.act([&](db::Writer& w, const Acting& a) { return remove_module(w, a, squad, modules[0].id); });
        CHECK(office.refusal([&](db::Writer& w, const Acting& a) {
            return remove_module(w, a, squad, modules[0].id);
        }) == "problem.not_found");
        office.act([&](db::Writer& w, const Acting& a) { return rename(w, a, squad, "影像", "Pictures"); });
        CHECK(office.read([&](db::Reader& r) { return find(r, squad)->name_en; }) == "Pictures");
        office.act_as("lin_gong", [&](db::Writer& w, const Acting& a) {
            return begin_own(w, a, squad, "A darker dark", because);
        });
        const auto work = office.read([&](db::Reader& r) { return store::own_work_of_squad(r, squad, 9); });
        REQUIRE(work.size() == 1);
        CHECK(office.refusal_as("chen_gong", [&](db::Writer& w, const Acting& a) {
            return finish_own(w, a, squad, work[0].id);
        }) == "squads.only_its_people");
        office.act_as("lin_gong",
                      [&](db::Writer& w, const Acting& a) { return finish_own(w, a, squad, work[0].id); });
        CHECK(office.refusal_as("lin_gong", [&](db::Writer& w, const Acting& a) {
            return finish_own(w, a, squad, work[0].id);
        }) == "squads.done_already");
    });
}
