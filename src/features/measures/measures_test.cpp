#include "features/measures/measures.hpp"

#include <limits>

#include "features/measures/store.hpp"
#include "features/squads/test_office.hpp"

using namespace canyu;
using namespace canyu::measures;
using squads::TestOffice;

namespace {

Measure seconds() {
    return {.name_zh = "打开相机",
            .name_en = "Opening the camera",
            .unit_zh = "秒",
            .unit_en = "s",
            .promised = 1.0,
            .tolerance = 10};
}

// Bus 1 waits; it can be measured.
void timetable(TestOffice& office) {
    office.act(
        [&](db::Writer& w, const Acting& a) { return release::set_timetable(w, a, {office.product}); });
}

Id promised(TestOffice& office, Measure measure) {
    measure.product_id = office.product;
    return office
        .write([&](db::Writer& w) {
            return promise(w, {office.ids, office.person("zhao_gong"), office.now()}, measure);
        })
        .value();
}

std::string refused(TestOffice& office, const std::function<void(Measure&)>& make_wrong) {
    Measure measure = seconds();
    measure.product_id = office.product;
    make_wrong(measure);
    return office.refusal([&](db::Writer& w, const Acting& a) { return promise(w, a, measure); });
}

Value value(std::int64_t bus, double measured) {
    return {.bus_number = bus, .value = measured};
}

}  // namespace

TEST_CASE("a promise has to be one that can be measured") {
    squads::in_an_office([](TestOffice& office) {
        CHECK(refused(office, [](Measure&) {}) == "");
        CHECK(refused(office, [](Measure& m) { m.name_zh = "慢"; }) == "field.too_short");
        CHECK(refused(office, [](Measure& m) { m.unit_en = ""; }) == "field.required");
        CHECK(refused(office, [](Measure& m) { m.promised = -1; }) == "measures.range");
        CHECK(refused(office, [](Measure& m) { m.promised = std::numeric_limits<double>::infinity(); }) ==
              "measures.range");
        CHECK(refused(office, [](Measure& m) { m.tolerance = 101; }) == "measures.tolerance_range");
        CHECK(refused(office, [](Measure& m) {
                  m.kind = MeasureKind::task_steps;
                  m.promised = 1.5;
              }) == "measures.whole_steps");
        CHECK(refused(office, [](Measure& m) { m.product_id = Id{7}; }) == "problem.not_found");
    });
}

TEST_CASE("the steps of a task need no unit, and fewer are better") {
    squads::in_an_office([](TestOffice& office) {
        Measure steps = seconds();
        steps.kind = MeasureKind::task_steps;
        steps.better = Better::higher;
        const Id id = promised(office, steps);
        const auto kept = office.read([&](db::Reader& r) { return find(r, id); });
        CHECK(kept->unit_en == "");
        CHECK(kept->better == Better::lower);
    });
}

TEST_CASE("a release is measured once, and saying it again replaces it") {
    squads::in_an_office([](TestOffice& office) {
        timetable(office);
        const Id id = promised(office, seconds());
        const auto measured = [&](const Measured& what) {
            return office.refusal([&](db::Writer& w, const Acting& a) { return measure(w, a, id, what); });
        };
        CHECK(measured({.bus = 1, .value = 1.2, .how = "With a stopwatch, ten times"}) == "");
        CHECK(measured({.bus = 1, .value = 0.9, .how = "With a camera, ten times", .by = "a_member"}) == "");
        const auto last = office.read([&](db::Reader& r) { return latest(r, id); });
        CHECK(last->value == 0.9);
        CHECK(last->measured_by == office.person("a_member"));
        CHECK(measured({.bus = 9, .value = 1, .how = "By guess"}) == "measures.no_such_bus");
        CHECK(measured({.bus = 1, .value = 1, .how = "No"}) == "field.too_short");
        CHECK(measured({.bus = 1, .value = 1, .how = "By hand", .link = "javascript:x"}) ==
              "measures.no_link");
        CHECK(measured({.bus = 1, .value = 1, .how = "By hand", .by = "nobody_here"}) ==
              "squads.nobody_of_that_name");

        CHECK(office.refusal([&](db::Writer& w, const Acting& a) { return take_back(w, a, id, ""); }) ==
              "field.required");
        CHECK(office.refusal([&](db::Writer& w, const Acting& a) {
            return take_back(w, a, id, "The part is no longer made");
        }) == "");
        CHECK(measured({.bus = 1, .value = 1, .how = "By hand"}) == "measures.taken_back");
    });
}

TEST_CASE("a release is measured against the best stable has had, and against what was before without one") {
    const Measure lower = seconds();
    Measure higher = seconds();
    higher.better = Better::higher;
    const std::vector<Value> values{value(1, 1.0), value(2, 0.8), value(3, 0.85), value(4, 2.0)};
    CHECK(reference(lower, values, {}, {}, 4) == 1.0);
    CHECK(reference(lower, values, {}, {1}, 1) == 1.0);
    Measure known = seconds();
    known.before = 2.5;
    CHECK(reference(known, values, {}, {1}, 1) == 2.5);
    CHECK(reference(known, values, {}, {1}, 2) == 1.0);
    CHECK(reference(lower, values, {}, {1, 2, 3}, 4) == 0.8);
    CHECK(reference(higher, values, {}, {1, 2, 3}, 4) == 1.0);
    CHECK(reference(lower, values, {}, {1, 3}, 4) == 0.85);
    CHECK(is_worse(lower, 1.11, 1.0));
    CHECK_FALSE(is_worse(lower, 1.09, 1.0));
    CHECK(is_worse(higher, 0.89, 1.0));
    CHECK_FALSE(is_worse(higher, 0.91, 1.0));
}

TEST_CASE("a signature moves the line, and only for the value that was signed for") {
    const Measure measure = seconds();
    const std::vector<Value> values{value(1, 0.8), value(2, 1.5), value(3, 1.4)};
    const Signature fits{.bus_number = 2, .value = 1.5};
    const Signature other{.bus_number = 2, .value = 1.6};
    CHECK(reference(measure, values, {}, {1, 2}, 3) == 0.8);
    CHECK(reference(measure, values, {fits}, {1, 2}, 3) == 1.5);
    CHECK(reference(measure, values, {other}, {1, 2}, 3) == 0.8);
    CHECK(reference(measure, values, {fits}, {1, 2, 3}, 4) == 1.4);
}

TEST_CASE("who signs for a worse release does so once, with a reason, and for what was measured") {
    squads::in_an_office([](TestOffice& office) {
        timetable(office);
        const Id id = promised(office, seconds());
        const auto signing = [&](const std::string& reason) {
            return office.refusal(
                [&](db::Writer& w, const Acting& a) { return sign(w, a, id, 1, {}, reason); });
        };
        const auto measured = [&](double what) {
            office.act([&](db::Writer& w, const Acting& a) {
                return measure(w, a, id, {.bus = 1, .value = what, .how = "With a stopwatch"});
            });
        };
        const auto held = [&] {
            const auto bus = office.read([&](db::Reader& r) { return release::find(r, office.product, 1); });
            return office.read([&](db::Reader& r) { return regressions(r, *bus, {}); });
        };
        CHECK(signing("It does what it can") == "measures.not_worse");
        measured(1.05);
        CHECK(held().empty());
        CHECK(signing("It does what it can") == "measures.not_worse");
        measured(2);
        REQUIRE(held().size() == 1);
        CHECK_FALSE(held().front().signature.has_value());
        CHECK(signing("") == "field.required");
        CHECK(signing("The new part is slower and does not burn") == "");
        CHECK(held().front().signature.has_value());
        CHECK(signing("Twice is too often") == "measures.signed_already");
        measured(3);
        CHECK_FALSE(held().front().signature.has_value());
    });
}
