#include "features/release/release.hpp"

#include <doctest/doctest.h>

#include <string>
#include <unordered_map>

#include "features/release/store.hpp"
#include "platform/db/test_migrated.hpp"

using namespace canyu;
using namespace canyu::release;
using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;

namespace {

constexpr Time monday_noon = time_from_milliseconds(1'795'406'400'000);  // 2026-11-23T12:00 in Shanghai
constexpr Time friday_five = time_from_milliseconds(1'795'770'000'000);  // 2026-11-27T17:00 there

// A product whose bus leaves on Fridays, and one of the staff.
struct Depot {
    db::Database& store;
    ManualClock clock{monday_noon};
    IdSource ids{clock, 1};
    demand::Demands demands{store, ids, clock};
    Id product;
    Id staff;

    explicit Depot(db::Database& database) : store(database) {
        store.write([&](db::Writer& w) {
            product =
                products::create(w, ids, {{}, "phone", "手机", "Phone", "一部手机", "A phone", 3, {}}, now())
                    .value()
                    .id;
            staff =
                people::add(w, ids, {"lin_gong", "林工", "", web::Role::staff, "", ""}, "", now()).value();
        });
        REQUIRE(refusal([&](db::Writer& w, const Acting& a) { return set_timetable(w, a, {product}); }) ==
                "");
    }
    Time now() const { return clock.now(); }
    template <class F>
    std::string refusal(F act) {
        const Acting acting{ids, staff, now()};
        const auto done = store.write([&](db::Writer& w) { return act(w, acting); });
        if (done) return "";
        return done.error().fields.empty() ? done.error().message.key
                                           : done.error().fields.front().message.key;
    }
    Id planned(const std::string& title) {
        return store
            .write([&](db::Writer& w) -> Result<Id> {
                demand::NewReport words;
                words.person = staff;
                words.product = product;
                words.text = title;
                words.source = "test";
                CANYU_TRY(const Id said, demands.report(w, words, now()));
                CANYU_TRY(const Id made, demands.found(w, said, title, staff, now()));
                if (auto entered =
                        plan::enter(w, ids, demands, made, {plan::Horizon::quarter, {}}, "", staff, now());
                    !entered)
                    return std::unexpected(std::move(entered).error());
                return made;
            })
            .value();
    }
    void keep() {
        store.write([&](db::Writer& w) { keep_timetables(w, ids, now()); });
    }
    std::vector<Bus> waiting() {
        return store.read([&](db::Reader& r) { return release::waiting(r, product); });
    }
    Bus bus(Id id) {
        return store.read([&](db::Reader& r) { return release::find(r, id); }).value();
    }
    std::string board(Id bus, Id demand) {
        return refusal([&](db::Writer& w, const Acting& a) { return release::board(w, a, bus, demand); });
    }
    std::string leave(Id bus, const std::string& version = "2.38") {
        return refusal(
            [&](db::Writer& w, const Acting& a) { return release::leave(w, a, demands, bus, version); });
    }
    demand::Stage stage(Id demand) {
        return store.read([&](db::Reader& r) { return demand::find(r, demand)->stage; });
    }
};

void in_a_depot(const std::function<void(Depot&)>& test) {
    db::on_each_migrated_database([&](db::Database& store) {
        Depot depot(store);
        test(depot);
    });
}

}  // namespace

TEST_CASE("release: a timetable puts the next bus at its stop, and says what is wrong with it") {
    in_a_depot([](Depot& depot) {
        REQUIRE(depot.waiting().size() == 1);
        const Bus first = depot.waiting().front();
        CHECK(first.number == 1);
        CHECK(first.leaves_at == friday_five);
        CHECK(first.boarding_ends_at == friday_five - days{1} - hours{23});
        const auto refused = [&](Timetable table) {
            table.product_id = depot.product;
            return depot.refusal([&](db::Writer& w, const Acting& a) { return set_timetable(w, a, table); });
        };
        CHECK(refused({.time_zone = "GMT+8"}) == "release.no_zone");
        CHECK(refused({.leaves_weekday = 8}) == "field.choice");
        CHECK(refused({.leaves_minute = -1}) == "release.no_hour");
        CHECK(refused({.boarding_weekday = 5, .boarding_minute = 16 * 60 + 1}) ==
              "release.boarding_too_late");
        CHECK(refused({.boarding_weekday = 5, .boarding_minute = 17 * 60}) == "release.boarding_too_late");
        // The bus that waits keeps its time; the next one follows the new table.
        CHECK(refused({.leaves_weekday = 2, .boarding_weekday = 1}) == "");
        CHECK(depot.waiting().size() == 1);
        depot.clock.set(friday_five);
        depot.keep();
        REQUIRE(depot.waiting().size() == 2);
        CHECK(depot.waiting()[1].leaves_at == friday_five + days{4});
    });
}

TEST_CASE("release: boarding needs a place in the plan, one bus at a time, and ends on time") {
    in_a_depot([](Depot& depot) {
        const Id bus = depot.waiting().front().id;
        const Id demand = depot.planned("锁屏打开相机慢");
        const Id late = depot.planned("The ringtone jumps");
        CHECK(depot.board(bus, demand) == "");
        CHECK(depot.board(bus, demand) == "release.aboard_already");
        depot.clock.set(depot.waiting().front().boarding_ends_at - Milliseconds{1});
        CHECK(depot.board(bus, depot.planned("Split screen forgets its sizes")) == "");
        depot.clock.advance(Milliseconds{1});
        CHECK(depot.board(bus, late) == "release.boarding_over");
        const auto off = [&](const std::string& reason) {
            return depot.refusal(
                [&](db::Writer& w, const Acting& a) { return get_off(w, a, bus, demand, reason); });
        };
        CHECK(off("no") == "field.too_short");
        CHECK(off("it breaks the torch") == "");
        CHECK(off("it breaks the torch") == "release.not_aboard");
        const auto said = depot.store.read([&](db::Reader& r) { return release::words(r, bus); });
        REQUIRE(said.size() == 1);
        CHECK(said[0].demand_id == demand);
        CHECK(depot.stage(demand) == demand::Stage::planned);
    });
}

TEST_CASE("release: leaving ships what is aboard, once, and with a version") {
    in_a_depot([](Depot& depot) {
        const Id bus = depot.waiting().front().id;
        CHECK(depot.leave(bus) == "release.empty");
        const Id demand = depot.planned("锁屏打开相机慢");
        REQUIRE(depot.board(bus, demand) == "");
        CHECK(depot.leave(bus, " ") == "field.required");
        depot.clock.set(friday_five + on_time_within);
        CHECK(state_of(depot.bus(bus), depot.now()) == BusState::ready);
        CHECK(depot.leave(bus) == "");
        CHECK(depot.stage(demand) == demand::Stage::shipped);
        CHECK(state_of(depot.bus(bus), depot.now()) == BusState::gone);
        CHECK(!lateness(depot.bus(bus), depot.now()));
        CHECK(depot.leave(bus) == "release.gone");
        REQUIRE(depot.waiting().size() == 1);
        CHECK(depot.waiting().front().number == 2);
        CHECK(depot.board(bus, depot.planned("The ringtone jumps")) == "release.gone");
    });
}

TEST_CASE("release: one that left early or does not run is followed by the next at once") {
    in_a_depot([](Depot& depot) {
        REQUIRE(depot.board(depot.waiting().front().id, depot.planned("锁屏打开相机慢")) == "");
        CHECK(depot.leave(depot.waiting().front().id) == "");
        REQUIRE(depot.waiting().size() == 1);
        const Bus next = depot.waiting().front();
        CHECK(next.leaves_at == friday_five + days{7});
        CHECK(depot.refusal([&](db::Writer& w, const Acting& a) {
            return skip(w, a, next.id, "everybody is at the open day");
        }) == "");
        REQUIRE(depot.waiting().size() == 1);
        CHECK(depot.waiting().front().leaves_at == friday_five + days{14});
    });
}

TEST_CASE("release: what was shipped by hand travels on, and what left the plan is not shipped") {
    in_a_depot([](Depot& depot) {
        const Id bus = depot.waiting().front().id;
        const Id shipped = depot.planned("锁屏打开相机慢");
        const Id withdrawn = depot.planned("The ringtone jumps");
        REQUIRE(depot.board(bus, shipped) == "");
        REQUIRE(depot.board(bus, withdrawn) == "");
        CHECK(depot.refusal([&](db::Writer& w, const Acting& a) {
            return plan::ship(w, a.ids, depot.demands, shipped, "as a quick fix", a.by, a.now);
        }) == "");
        CHECK(depot.refusal([&](db::Writer& w, const Acting& a) {
            return plan::leave(w, a.ids, depot.demands, withdrawn, "it was a fault of one earphone", a.by,
                               a.now);
        }) == "");
        CHECK(depot.leave(bus) == "");
        CHECK(depot.stage(shipped) == demand::Stage::shipped);
        CHECK(depot.stage(withdrawn) < demand::Stage::planned);
    });
}

TEST_CASE("release: a late bus explains itself, a skipped one lets everybody off") {
    in_a_depot([](Depot& depot) {
        const Id bus = depot.waiting().front().id;
        const Id demand = depot.planned("锁屏打开相机慢");
        REQUIRE(depot.board(bus, demand) == "");
        depot.clock.set(friday_five + hours{2});
        depot.keep();
        CHECK(state_of(depot.bus(bus), depot.now()) == BusState::late);
        CHECK(lateness(depot.bus(bus), depot.now()) == Milliseconds(hours{2}));
        const auto explain_until = [&](Time expected) {
            return depot.refusal([&](db::Writer& w, const Acting& a) {
                return explain(w, a, bus, expected, "the signing machine burned out");
            });
        };
        CHECK(explain_until(depot.now()) == "release.in_the_past");
        CHECK(explain_until(depot.now() + hours{20}) == "");
        const auto skip_it = [&] {
            return depot.refusal([&](db::Writer& w, const Acting& a) {
                return skip(w, a, bus, "the machine comes back on Tuesday");
            });
        };
        CHECK(skip_it() == "");
        CHECK(skip_it() == "release.does_not_run");
        CHECK(!lateness(depot.bus(bus), depot.now()));
        REQUIRE(depot.waiting().size() == 1);
        CHECK(depot.board(depot.waiting().front().id, demand) == "");
        CHECK(depot.store.read([&](db::Reader& r) { return past(r, depot.product, 0, 9); }).size() == 1);
    });
}

TEST_CASE("release: every week has its bus, also those while nobody looked, through both clock changes") {
    in_a_depot([](Depot& depot) {
        const Timetable berlin{
            depot.product, "Europe/Berlin", 7, 150, 6, 0};  // Sundays, half past two at night
        CHECK(depot.refusal([&](db::Writer& w, const Acting& a) { return set_timetable(w, a, berlin); }) ==
              "");
        depot.clock.advance(days{7 * 52});
        depot.keep();
        depot.keep();
        const std::vector<Bus> buses = depot.waiting();
        REQUIRE(buses.size() == 54);  // the first by the old table, and the one that still has to leave
        for (std::size_t i = 2; i < buses.size(); ++i) {
            const Milliseconds week = buses[i].leaves_at - buses[i - 1].leaves_at;
            CHECK(week >= days{7} - hours{2});
            CHECK(week <= days{7} + hours{2});
            CHECK(buses[i].number == buses[i - 1].number + 1);
            CHECK(buses[i].boarding_ends_at < buses[i].leaves_at);
        }
        CHECK(buses.back().leaves_at > depot.now());
    });
}
