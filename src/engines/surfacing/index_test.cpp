// The promises of the index's header.
#include "engines/surfacing/index.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <atomic>
#include <map>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include "engines/surfacing/test_reports.hpp"

using namespace canyu;
using namespace canyu::surfacing;

namespace {

bool same(const std::vector<Match>& a, const std::vector<Match>& b) {
    return std::ranges::equal(a, b, [](const Match& x, const Match& y) {
        return x.demand == y.demand && x.report == y.report && x.score == y.score &&
               x.probability == y.probability && x.title_ranges == y.title_ranges &&
               x.body_ranges == y.body_ranges && x.terms == y.terms;
    });
}

}  // namespace

TEST_CASE("the order in which reports came does not change an answer, not even its last bit") {
    std::mt19937 random(13);
    std::vector<Stored> reports;
    for (std::int64_t id = 1; id <= 40; ++id) {
        reports.push_back({Id{id}, Id{1 + id % 9}, random_text(random, 4), random_text(random, 12), id % 13});
    }
    Index in_order;
    for (const Stored& report : reports) in_order.add(view(report));
    std::ranges::shuffle(reports, random);
    Index shuffled;
    for (const Stored& report : reports) shuffled.add(view(report));
    for (int round = 0; round < 50; ++round) {
        const std::string body = random_text(random, 10);
        CHECK(same(in_order.find({.body = body}), shuffled.find({.body = body})));
    }
}

TEST_CASE("a removed report leaves no trace, and a merge undone is no merge") {
    std::mt19937 random(14);
    Index untouched;
    Index changed;
    for (std::int64_t id = 1; id <= 30; ++id) {
        const Stored report{Id{id}, Id{1 + id % 6}, random_text(random, 4), random_text(random, 12), 50 + id};
        untouched.add(view(report));
        changed.add(view(report));
        const std::string passing = random_text(random, 12) + "过客";
        changed.add({Id{100 + id}, Id{1 + id % 7}, {}, passing, id % 2 == 0 ? 0 : 1000});
    }
    for (std::int64_t id = 1; id <= 30; ++id) REQUIRE(changed.remove(Id{100 + id}));
    const std::vector<Id> moved = changed.merge(Id{2}, Id{3});
    CHECK(moved == untouched.reports_of(Id{2}));
    CHECK(changed.reports_of(Id{2}).empty());
    for (const Id report : moved) changed.assign(report, Id{2});
    CHECK(!changed.remove(Id{999}));
    CHECK(changed.size() == untouched.size());
    for (std::int64_t demand = 1; demand <= 6; ++demand) {
        CHECK(changed.reports_of(Id{demand}) == untouched.reports_of(Id{demand}));
    }
    for (int round = 0; round < 50; ++round) {
        const std::string body = random_text(random, 10);
        CHECK(same(untouched.find({.body = body}), changed.find({.body = body})));
    }
}

TEST_CASE("one answer a demand, none for reports of no demand, and a report does not answer itself") {
    Index index;
    index.add({Id{1}, Id{10}, "锁屏拍照慢", ""});
    index.add({Id{2}, Id{10}, "锁屏后拍照要等很久", ""});
    index.add({Id{3}, Id{20}, "锁屏拍照打不开", ""});
    index.add({Id{4}, Id{}, "锁屏拍照慢", ""});
    CHECK(index.find({.title = "锁屏拍照慢"}).size() == 2);
    CHECK(index.find({.title = "锁屏拍照慢"})[0].report == Id{1});
    CHECK(index.find({.title = "锁屏拍照慢", .limit = 1}).size() == 1);
    CHECK(index.find({.title = "锁屏拍照慢", .limit = 0}).empty());
    CHECK(index.find({.title = "锁屏拍照慢", .except_report = Id{1}})[0].report != Id{1});
    const std::vector<Match> others = index.find({.title = "锁屏拍照慢", .except_demand = Id{10}});
    REQUIRE(others.size() == 1);
    CHECK(others[0].demand == Id{20});
    index.assign(Id{4}, Id{30});
    CHECK(index.demand_of(Id{4}) == Id{30});
    CHECK(index.find({.title = "锁屏拍照慢"}).size() == 3);
}

TEST_CASE("what matched is told in the query's own bytes") {
    Index index;
    for (std::int64_t id = 2; id < 12; ++id) index.add({Id{id}, Id{id}, "耗电的问题", "the battery"});
    index.add({Id{1}, Id{1}, "鎖屏的拍照", "the WiFi drops"});
    const std::string_view title = "请修锁屏的拍照";
    const std::string_view body = "the WIFI drop";
    const std::vector<Match> matches = index.find({.title = title, .body = body, .limit = 1});
    REQUIRE(matches.size() == 1);
    CHECK(matches[0].demand == Id{1});
    CHECK(matches[0].title_ranges == std::vector<Range>{{6, 21}});
    CHECK(matches[0].body_ranges == std::vector<Range>{{4, 8}, {9, 13}});
    CHECK(std::ranges::count(matches[0].terms, "the") == 0);
    CHECK(matches[0].probability > 0);
    CHECK(matches[0].probability < 1);
}

TEST_CASE("an empty index, an empty question and strange ones are answered") {
    Index index;
    CHECK(index.find({.title = "锁屏"}).empty());
    index.add({Id{1}, Id{1}, "", ""});
    index.add({Id{2}, Id{2}, "😂😂", std::string(100'000, 'x')});
    CHECK(index.find({}).empty());
    CHECK(index.find({.title = "没人说过的话"}).empty());
    CHECK(index.find({.body = "\xff\xff"}).empty());
    CHECK(index.find({.title = "😂"}).size() == 1);
    CHECK(index.find({.body = std::string(100'000, 'x')}).size() == 1);
}

TEST_CASE("many may ask at once") {
    std::mt19937 random(15);
    std::map<std::int64_t, Stored> stored;
    const Index index = random_index(random, Options{}, stored);
    std::vector<std::string> bodies;
    std::vector<std::vector<Match>> expected;
    for (int i = 0; i < 50; ++i) {
        bodies.push_back(random_text(random, 10));
        expected.push_back(index.find({.body = bodies.back()}));
    }
    std::atomic<int> right = 0;
    std::vector<std::jthread> askers;
    askers.reserve(4);
    for (int asker = 0; asker < 4; ++asker) {
        askers.emplace_back([&] {
            for (std::size_t i = 0; i < bodies.size(); ++i)
                right += same(index.find({.body = bodies[i]}), expected[i]) ? 1 : 0;
        });
    }
    askers.clear();
    CHECK(right == 200);
}

TEST_CASE(
    "of demands that are as alike, the one somebody asked for lately comes first, as likely as before") {
    Index index;
    index.add({Id{1}, Id{10}, "the alarm rings twice", "", 1'000});
    index.add({Id{2}, Id{20}, "the alarm rings twice", "", 2'000});
    for (std::int64_t id = 3; id < 20; ++id) index.add({Id{id}, Id{id}, "the battery", "drains", 1'000 + id});
    const Query query{.title = "alarm rings twice"};
    const std::vector<Match> before = index.find(query);
    CHECK(before.at(0).demand == Id{20});
    CHECK(before.at(0).probability == before.at(1).probability);
    // Somebody asks for the other one now, and takes it back.
    index.add({Id{30}, Id{10}, "another thing", "", 9'000});
    CHECK(index.find(query).at(0).demand == Id{10});
    index.remove(Id{30});
    CHECK(same(index.find(query), before));
}
