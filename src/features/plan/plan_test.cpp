#include "features/plan/plan.hpp"

#include <doctest/doctest.h>

#include <cstdlib>
#include <ctime>

#include "features/plan/store.hpp"
#include "platform/audit/audit.hpp"
#include "platform/db/test_migrated.hpp"

using namespace canyu;
using namespace canyu::plan;
using demand::Stage;

namespace {

constexpr Time sunday_noon = time_from_milliseconds(1795320000000);  // 2026-11-22T12:00 in Shanghai

void use_zone(const char* zone) {
    ::setenv("TZ", zone, 1);
    ::tzset();
}

// One demand of one report, and somebody of the staff.
struct Office {
    db::Database& store;
    ManualClock clock{sunday_noon};
    IdSource ids{clock, 1};
    demand::Demands demands{store, ids, clock};
    Id staff;
    Id demand;

    explicit Office(db::Database& database) : store(database) {
        use_zone("Asia/Shanghai");
        demands.load();
        store.write([&](db::Writer& writer) {
            const Id product =
                products::create(writer, ids, {{}, "phone", "手机", "Phone", "一部手机", "A phone", 3, {}},
                                 clock.now())
                    .value()
                    .id;
            staff = *people::add(writer, ids, {"lin_gong", "林工", "", web::Role::staff, "", ""}, "",
                                 clock.now());
            demand::NewReport words;
            words.person = staff;
            words.product = product;
            words.text = "锁屏拍照总要等一下";
            words.source = "test";
            const Id report = *demands.report(writer, words, clock.now());
            demand = *demands.found(writer, report, "锁屏打开相机慢", staff, clock.now());
        });
    }
    template <class F>
    auto write(F act) {
        clock.advance(Milliseconds{1000});
        return store.write([&](db::Writer& writer) { return act(writer); });
    }
    Result<void> enter(const Target& target) {
        return write([&](db::Writer& w) {
            return plan::enter(w, ids, demands, demand, target, "", staff, clock.now());
        });
    }
    Stage stage() {
        return store.read([&](db::Reader& reader) { return demand::find(reader, demand)->stage; });
    }
    Item item() {
        return *store.read([&](db::Reader& reader) { return plan::find(reader, demand); });
    }
};

const std::string because = "the first fix broke the torch";

}  // namespace

TEST_CASE("plan: weeks begin on Monday at midnight, whatever the clocks do") {
    use_zone("Asia/Shanghai");
    CHECK(monday(sunday_noon, 0) == time_from_milliseconds(1794758400000));  // 2026-11-16T00:00+08:00
    CHECK(monday(monday(sunday_noon, 0), 0) == monday(sunday_noon, 0));
    use_zone("Europe/Berlin");
    const Time before_summer_time = time_from_milliseconds(1774600000000);  // Friday 2026-03-27
    const Time first = monday(before_summer_time, 0);
    const Time second = monday(before_summer_time, 1);
    // The clocks go forward on 2026-03-29: that week has 167 hours.
    CHECK(second - first == std::chrono::hours{167});
    use_zone("Asia/Shanghai");
}

TEST_CASE("plan: what enters is public at once and tells the demand") {
    db::on_each_migrated_database([](db::Database& database) {
        Office office(database);
        REQUIRE(office.enter({Horizon::week, sunday_noon}));
        CHECK(office.stage() == Stage::planned);
        CHECK(office.item().week == monday(sunday_noon, 0));
        CHECK(office.enter({Horizon::quarter, {}}).error().message.key == "plan.in_already");
        office.store.read([&](db::Reader& reader) {
            CHECK(store::open_items(reader, Id{}).size() == 1);
            CHECK(changes_of(reader, office.demand).at(0).kind == ChangeKind::entered);
            bool audited = false;
            for (const auto& entry : audit::list(reader, office.staff, Id{}, 20))
                audited = audited || entry.act == "plan.act_entered";
            CHECK(audited);
        });
    });
}

TEST_CASE("plan: the week's horizon needs a week, and only it keeps one") {
    db::on_each_migrated_database([](db::Database& database) {
        Office office(database);
        CHECK(office.enter({Horizon::week, {}}).error().fields.at(0).message.key == "plan.which_week");
        REQUIRE(office.enter({Horizon::quarter, sunday_noon}));
        CHECK(!office.item().week);
    });
}

TEST_CASE("plan: every change of mind needs a reason and stays readable") {
    db::on_each_migrated_database([](db::Database& database) {
        Office office(database);
        REQUIRE(office.enter({Horizon::week, sunday_noon}));
        const auto move = [&](const std::string& reason) {
            return office.write([&](db::Writer& w) {
                return plan::move(w, office.ids, office.demand, {Horizon::long_road, {}}, reason,
                                  office.staff, office.clock.now());
            });
        };
        CHECK(move("  ").error().fields.at(0).field == "reason");
        REQUIRE(move(because));
        const auto changes =
            office.store.read([&](db::Reader& reader) { return changes_of(reader, office.demand); });
        REQUIRE(changes.size() == 2);
        CHECK(changes[0].from_horizon == Horizon::week);
        CHECK(changes[0].from_week == monday(sunday_noon, 0));
        CHECK(changes[0].to_horizon == Horizon::long_road);
        CHECK(changes[0].reason == because);
    });
}

TEST_CASE("plan: started, shipped, started again when it did not hold, and taken out") {
    db::on_each_migrated_database([](db::Database& database) {
        Office office(database);
        const auto act = [&](auto function) {
            return office.write([&](db::Writer& w) {
                return function(w, office.ids, office.demands, office.demand, because, office.staff,
                                office.clock.now());
            });
        };
        CHECK(act(plan::start).error().message.key == "plan.not_in");
        REQUIRE(office.enter({Horizon::week, sunday_noon}));
        REQUIRE(act(plan::start));
        CHECK(office.stage() == Stage::making);
        REQUIRE(act(plan::ship));
        CHECK(office.stage() == Stage::shipped);
        CHECK(act(plan::ship).error().message.key == "plan.shipped_already");
        REQUIRE(act(plan::start));
        CHECK(office.stage() == Stage::making);
        CHECK(!office.item().shipped_at);
        REQUIRE(act(plan::leave));
        CHECK(office.stage() == Stage::surfaced);
        CHECK(!office.store.read([&](db::Reader& reader) { return plan::find(reader, office.demand); }));
    });
}

TEST_CASE("plan: a closed demand does not enter") {
    db::on_each_migrated_database([](db::Database& database) {
        Office office(database);
        REQUIRE(office.write([&](db::Writer& w) {
            return office.demands.decide(w, office.demand, demand::Standing::declined,
                                         "we keep the water seal instead", "a short adapter at cost", {},
                                         office.staff, office.clock.now());
        }));
        CHECK(office.enter({Horizon::quarter, {}}).error().message.key == "plan.not_open");
    });
}
