// An honest crowd stays independent, a mob that shares two traces collapses, and nobody's standing depends on
// the order of the traces.
#include "engines/surfacing/rising/independence.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <random>

using namespace canyu;
using namespace canyu::surfacing;
using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;

namespace {

const Time start = time_from_milliseconds(1'800'000'000'000);

std::vector<Trace> crowd(std::int64_t people) {
    std::vector<Trace> traces;
    for (std::int64_t i = 0; i < people; ++i)
        traces.push_back(
            {.person = Id{i + 1}, .acted = start + minutes(i), .born = start - days(10 * i + 10)});
    return traces;
}

// As after a release: accounts made and acting within the same hour.
std::vector<Trace> rush(std::int64_t people) {
    std::vector<Trace> traces = crowd(people);
    for (Trace& trace : traces) {
        trace.acted = start + std::chrono::seconds(10 * trace.person.value);
        trace.born = trace.acted - minutes(1);
    }
    return traces;
}

double effective(const std::vector<Standing>& all) {
    double sum = 0;
    for (const Standing& one : all) sum += one.held ? 0 : one.independence;
    return sum;
}

}  // namespace

TEST_CASE("people of whom nothing is known, or who share nothing, are independent") {
    CHECK(standings({}, {}).empty());
    for (const Standing& one : standings(crowd(200), {})) {
        CHECK(one.independence == 1);
        CHECK(one.group == one.person);
        CHECK(!one.held);
    }
}

TEST_CASE("an honest surge shares its time and its births: that alone says nothing") {
    const auto all = standings(rush(200), {});
    CHECK(effective(all) == 200);
    CHECK(all.back().born_together > 0.9);
}

TEST_CASE("usual sign-ups explain births at the same time") {
    std::vector<Time> births;
    for (int i = 0; i < 28 * 24 * 100; ++i) births.push_back(start - days(29) + std::chrono::seconds(36 * i));
    const auto all = standings(rush(200), births);
    CHECK(all.back().born_together < 0.5);
}

TEST_CASE("a household counts nearly in full, a farm does not, and two traces make it a handful") {
    std::vector<Trace> traces = crowd(200);
    for (Trace& trace : traces) trace.network = 7;
    const auto farm = standings(traces, {});
    CHECK(farm[1].independence == doctest::Approx(0.75));
    CHECK(effective(farm) < 6);
    CHECK(farm.back().held);
    traces = rush(200);
    for (Trace& trace : traces) trace.referrer = Id{9};
    CHECK(effective(standings(traces, {})) < 20);
    for (Trace& trace : traces) trace.network = 7;
    CHECK(effective(standings(traces, {})) < 3);
}

TEST_CASE("who was brought by one person counts less the more there are") {
    std::vector<Trace> traces = crowd(1000);
    for (Trace& trace : traces) trace.referrer = Id{9};
    const auto all = standings(traces, {});
    CHECK(all[10].independence == doctest::Approx(0.75));
    CHECK(effective(all) > 30);
    CHECK(effective(all) < 60);
}

TEST_CASE("accounts that go from one demand to the next together are one group") {
    std::vector<Trace> traces = crowd(50);
    std::vector<std::vector<Deed>> deeds;
    for (std::int64_t i = 0; i < 50; ++i) {
        deeds.emplace_back();
        for (int other = 0; other < 4; ++other)
            deeds.back().push_back({Id{100 + other}, start - hours(5 - other) + std::chrono::seconds(i)});
    }
    for (std::size_t i = 0; i < 50; ++i) traces[i].deeds = deeds[i];
    const auto mob = standings(traces, {});
    CHECK(mob[0].independence == 1);
    CHECK(mob[1].acted_together == doctest::Approx(0.8));
    CHECK(mob.back().group == Id{1});
    CHECK(effective(mob) == 1);
    for (auto& some : deeds)
        for (Deed& deed : some) deed.chance = 1;  // on a busy demand somebody always acts in the same minute
    CHECK(effective(standings(traces, {})) == 50);
}

TEST_CASE("copies are held, and the newcomer they are copies of with them") {
    std::vector<Trace> traces = rush(10);
    for (std::size_t i = 0; i < 10; ++i) {
        traces[i].copied = i == 0 ? 0 : 0.9;
        traces[i].copied_from = i == 0 ? Id{} : Id{1};
    }
    CHECK(effective(standings(traces, {})) == 0);
    traces[0].born = start - days(100);  // no newcomer: somebody is only copied
    CHECK(effective(standings(traces, {})) == 1);
    CHECK(effective(standings(std::span(traces).first(3), {})) == 1);
    traces = {{.person = Id{1}, .acted = start, .born = start, .copied = 0, .copies = 3}};
    CHECK(standings(traces, {})[0].held);  // their copies stand elsewhere
}

TEST_CASE("newcomers who only press count as far as others carry them") {
    const auto rush_behind = [](std::size_t silent, std::size_t speaking, std::size_t old) {
        std::vector<Trace> traces = rush(static_cast<std::int64_t>(speaking + old + silent));
        for (std::size_t i = speaking; i < traces.size(); ++i) traces[i].silent = true;
        for (std::size_t i = 0; i < old; ++i) traces[speaking + i].born = start - days(100);
        std::ranges::shuffle(traces, std::mt19937(7));
        return effective(standings(traces, {}));
    };
    CHECK(rush_behind(200, 1, 0) == 1);
    CHECK(rush_behind(14, 1, 0) == 15);
    CHECK(rush_behind(15, 1, 0) == 1);
    CHECK(rush_behind(140, 60, 0) == 200);  // an honest surge of which seven in ten press
    CHECK(rush_behind(50, 0, 10) == 60);    // those who were there before carry them as well
    CHECK(rush_behind(51, 0, 10) == 10);
}

TEST_CASE("who presses and says it elsewhere in the same crowd is not silent") {
    std::vector<Trace> traces = rush(30);
    for (Trace& trace : traces) trace.silent = true;
    CHECK(effective(standings(traces, {})) == 0);
    for (std::int64_t person = 1; person <= 4; ++person)
        traces.push_back({.person = Id{person}, .acted = start + hours(1), .copied = 0});
    CHECK(effective(standings(traces, {})) == 30);
}

TEST_CASE("who copies and then says it in their own words, or supports as well, is one person") {
    std::vector<Trace> traces = {{.person = Id{1}, .acted = start, .copied = 0.9, .copied_from = Id{5}},
                                 {.person = Id{1}, .acted = start + hours(1)}};
    CHECK(standings(traces, {}).size() == 1);
    CHECK(standings(traces, {})[0].held);
    traces.push_back({.person = Id{1}, .acted = start + hours(2), .copied = 0.1, .copied_from = Id{5}});
    CHECK(standings(traces, {})[0].independence == doctest::Approx(0.9));
}

TEST_CASE("a published group is one voice") {
    std::vector<Trace> traces = crowd(9);
    for (std::size_t i = 3; i < 9; ++i) traces[i].known_group = Id{77};
    const auto all = standings(traces, {});
    CHECK(effective(all) == 4);
    CHECK(std::ranges::count(all, Id{4}, &Standing::group) == 6);
}

TEST_CASE("the order of traces does not matter, and later voices change no independence") {
    std::mt19937 random(31);
    for (int round = 0; round < 200; ++round) {
        std::vector<Trace> traces;
        for (unsigned i = random() % 30; i > 0; --i)
            traces.push_back({.person = Id{1 + static_cast<std::int64_t>(random() % 20)},
                              .acted = start + minutes(random() % 50),
                              .born = start - minutes(random() % 50),
                              .referrer = Id{static_cast<std::int64_t>(random() % 3)},
                              .network = random() % 4,
                              .copied = static_cast<double>(random() % 4) / 4,
                              .copied_from = Id{static_cast<std::int64_t>(random() % 20)}});
        const auto before = standings(traces, {});
        std::ranges::shuffle(traces, random);
        traces.push_back({.person = Id{99}, .acted = start + hours(1), .network = 1});
        const auto after = standings(traces, {});
        REQUIRE(after.size() == before.size() + 1);
        for (std::size_t i = 0; i < before.size(); ++i) {
            CHECK(after[i].person == before[i].person);
            CHECK(after[i].independence == before[i].independence);
        }
    }
}
