// The promises of the index's header.
#include "engines/surfacing/index.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <atomic>
#include <cmath>
#include <map>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include "engines/surfacing/test_reports.hpp"

using namespace canyu;
using namespace canyu::surfacing;

TEST_CASE("the order in which reports came does not change an answer, not even its last bit") {
    std::mt19937 random(13);
    std::vector<Stored> reports;
    for (std::int64_t id = 1; id <= 40; ++id) {
        reports.push_back({Id{id}, Id{1 + id % 9}, random_text(random, 4), random_form(random), id % 13});
    }
    Index in_order;
    for (const Stored& report : reports) in_order.add(view(report));
    std::ranges::shuffle(reports, random);
    Index shuffled;
    for (const Stored& report : reports) shuffled.add(view(report));
    for (int round = 0; round < 50; ++round) {
        const std::string body = random_form(random);
        CHECK(same(in_order.find({.body = body}), shuffled.find({.body = body})));
    }
}

TEST_CASE("asked for each report, several of one demand answer, with the scores they have as demands") {
    std::mt19937 random(15);
    Index together;
    Index apart;
    for (std::int64_t id = 1; id <= 60; ++id) {
        const Stored report{Id{id}, Id{1 + id % 4}, {}, random_text(random, 12), 0};
        together.add(view(report));
        apart.add({.id = report.id, .demand = report.id, .title = {}, .body = report.body});
    }
    for (int round = 0; round < 20; ++round) {
        const std::string body = random_text(random, 10);
        const std::vector<Match> each = together.find({.body = body, .limit = 50, .each_report = true});
        const std::vector<Match> all = apart.find({.body = body, .limit = 50});
        CHECK(together.find({.body = body, .limit = 50}).size() <= 4);
        REQUIRE(each.size() == all.size());
        std::map<Id, double> scores;
        for (const Match& match : all) scores[match.report] = match.score;
        for (const Match& match : each) {
            CHECK(match.score == scores[match.report]);
            CHECK(match.demand == Id{1 + match.report.value % 4});
        }
    }
}

TEST_CASE("a removed report leaves no trace, and a merge undone is no merge") {
    std::mt19937 random(14);
    Index untouched;
    Index changed;
    for (std::int64_t id = 1; id <= 30; ++id) {
        const Stored report{Id{id}, Id{1 + id % 6}, random_text(random, 4), random_form(random), 50 + id};
        untouched.add(view(report));
        changed.add(view(report));
        const std::string passing = random_form(random) + "过客";
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
        const std::string body = random_form(random);
        CHECK(same(untouched.find({.body = body}), changed.find({.body = body})));
    }
}

TEST_CASE("the nearest to a moment are told by when they were said, whenever they came") {
    std::mt19937 random(17);
    for (const std::int64_t span : {100, 1'000'000}) {
        Index index;
        std::map<Id, std::int64_t> said;
        for (std::int64_t id = 1; id <= 3000; ++id) {
            const std::int64_t at = id / 2 + static_cast<std::int64_t>(random() % span);
            said[Id{id}] = at;
            index.add({Id{id}, Id{1 + id % 7}, "w", {}, at});
        }
        for (std::int64_t id = 1; id <= 3000; id += 3) {
            REQUIRE(index.remove(Id{id}));
            said.erase(Id{id});
        }
        for (int asked = 0; asked < 20; ++asked) {
            const auto moment = static_cast<std::int64_t>(random() % span);
            std::vector<std::pair<std::int64_t, std::int64_t>> expected;
            for (const auto& [id, at] : said)
                if (id != Id{2}) expected.emplace_back(std::abs(at - moment), -id.value);
            std::ranges::sort(expected);
            const std::vector<Id> found = index.nearest(moment, 30, Id{2});
            REQUIRE(found.size() == 30);
            for (std::size_t i = 0; i < found.size(); ++i) CHECK(found[i] == Id{-expected[i].second});
        }
        CHECK(index.nearest(0, 0).empty());
        CHECK(index.nearest(0, 5000).size() == 2000);
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

TEST_CASE("a form that many filled in is neither answered nor marked, but a text that is nothing else is") {
    Index index;
    const std::string form = "Device info: Pixel\n设备型号：小米\n";
    for (std::int64_t id = 1; id <= 8; ++id) index.add({Id{id}, Id{id}, "", form + "battery", id});
    index.add({Id{9}, Id{9}, "", "The camera shows the device info of a pixel", 9});
    const std::string body = "DEVICE  INFO:\nthe camera\n设备型号：\n";
    const std::vector<Match> matches = index.find({.body = body});
    REQUIRE(matches.size() == 1);
    CHECK(matches[0].demand == Id{9});
    CHECK(matches[0].body_ranges == std::vector<Range>{{14, 17}, {18, 24}});
    CHECK(index.find({.body = form}).size() == 9);
    for (std::int64_t id = 1; id <= 4; ++id) index.remove(Id{id});  // four say it: no form any more
    CHECK(index.find({.body = body}).size() == 5);
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

TEST_CASE("texts of one kind of letter, of all kinds and of none are stored, answered and taken out") {
    std::string emoji;
    for (int i = 0; i < 2000; ++i) emoji += i % 2 == 0 ? "😂" : "👍🏽";
    const std::vector<std::string> bodies = {"😂👍🏽🇨🇳👨‍👩‍👧",
                                             emoji,
                                             std::string(64 << 10, 'a'),
                                             std::string(200 << 10, '\n'),
                                             "锁屏 the карта ไทย カメラ مرحبا 한국어 ﷺ㍿ 4.4.2 onCreate_view",
                                             std::string(1000, '\xe9'),
                                             std::string("\0\0", 2),
                                             "ﷺ"};
    Index index;
    for (std::size_t i = 0; i < bodies.size(); ++i) {
        const auto number = static_cast<std::int64_t>(i);
        index.add({Id{2 * number + 1}, Id{2 * number + 1}, "", bodies[i], number});
        index.add({Id{2 * number + 2}, Id{2 * number + 2}, bodies[i], "", number});
    }
    for (const std::string& text : bodies) {
        for (const Query& query :
             {Query{.title = text}, Query{.body = text}, Query{.title = text, .body = text}}) {
            for (const Match& match : index.find(query)) {
                CHECK(std::isfinite(match.rank));
                CHECK(match.probability >= 0);
                for (const Range& range : match.body_ranges) CHECK(range.end <= query.body.size());
            }
        }
    }
    CHECK(index.find({.body = "\n"}).empty());
    CHECK(index.find({.body = "😂"}).size() == 4);
    CHECK(index.find({.title = bodies[2]}).at(0).report == Id{6});
    for (const StoredReport& stored : index.stored()) REQUIRE(index.remove(stored.report));
    CHECK(index.find({.body = emoji}).empty());
}

TEST_CASE("more reports than one page holds are all found, and one each of the best demands") {
    Index index;
    constexpr std::int64_t reports = 40'000;
    for (std::int64_t id = 1; id <= reports; ++id)
        index.add({Id{id}, Id{1 + id % 500}, "", id % 10 == 0 ? "the camera crashes" : "battery", id});
    index.add({Id{reports + 1}, Id{900}, "", "camera crashes when locked", 1});
    const std::vector<Match> matches = index.find({.body = "camera crashes when locked", .limit = 100});
    REQUIRE(matches.size() == 51);
    CHECK(std::ranges::count(matches, Id{900}, &Match::demand) == 1);
    for (const Match& match : matches)  // of equals the smallest id
        if (match.demand != Id{900}) CHECK(match.report.value <= 500);
    for (std::int64_t id = 10; id <= reports; id += 10) index.remove(Id{id});
    CHECK(index.find({.body = "camera crashes"}).size() == 1);
}

TEST_CASE("a field without weight is stored and asked for") {
    Options options;
    options.title_weight = 0;
    Index index(options);
    for (std::int64_t id = 1; id < 20; ++id) index.add({Id{id}, Id{id}, "the camera is slow", "battery"});
    CHECK(index.find({.title = "the camera is slow", .body = "the camera is slow"}).size() == 10);
    CHECK(index.find({.body = "battery"}).size() == 10);
}
