// Random reports for the tests of this folder, in two languages and with many words in common.
#pragma once

#include <doctest/doctest.h>

#include <algorithm>
#include <functional>
#include <map>
#include <random>
#include <string>
#include <vector>

#include "engines/surfacing/index.hpp"

namespace canyu::surfacing {

struct Stored {
    Id id;
    Id demand;
    std::string title;
    std::string body;
    std::int64_t said = 0;
};

inline std::string random_text(std::mt19937& random, std::size_t longest) {
    static const std::vector<std::string> words = {
        "锁屏",   "拍照",  "很慢",  "闪退",    "相机",      "通知栏",       "耗电", "发热",
        "camera", "crash", "slow ", "battery", "onCreate ", "lock_screen ", "the ", " a "};
    std::string text;
    for (std::size_t i = random() % (longest + 1); i > 0; --i) text += words[random() % words.size()];
    return text;
}

// Some of the lines of one form, filled in.
inline std::string random_form(std::mt19937& random) {
    std::string text;
    for (const char* heading : {"The camera:", "锁屏: battery", "* Lock_Screen"})
        if (random() % 3 > 0) text += heading + random_text(random, 6) + '\n';
    return text + random_text(random, 6);
}

inline Report view(const Stored& report) {
    return {report.id, report.demand, report.title, report.body, report.said};
}

// To the last bit.
inline bool same(const std::vector<Match>& a, const std::vector<Match>& b) {
    return std::ranges::equal(a, b, [](const Match& x, const Match& y) {
        return x.demand == y.demand && x.report == y.report && x.score == y.score &&
               x.probability == y.probability && x.features == y.features &&
               x.title_ranges == y.title_ranges && x.body_ranges == y.body_ranges && x.terms == y.terms;
    });
}

// Adds, moves, merges and removes at random; `stored` is what should be left.
inline Index random_index(
    std::mt19937& random, const Options& options, std::map<std::int64_t, Stored>& stored,
    const std::function<std::string(std::mt19937&)>& body = [](std::mt19937& any) {
        return random_text(any, 12);
    }) {
    Index index(options);
    for (std::int64_t id = 1; id <= 25; ++id) {
        const Id demand{static_cast<std::int64_t>(random() % 8)};  // 0: none
        stored[id] = {Id{id}, demand, random_text(random, 4), body(random),
                      static_cast<std::int64_t>(random() % 100)};
        index.add(view(stored[id]));
        const Id other{1 + static_cast<std::int64_t>(random() % static_cast<unsigned>(id))};
        if (!stored.contains(other.value)) continue;
        switch (random() % 8) {
            case 0:
                REQUIRE(index.remove(other));
                stored.erase(other.value);
                break;
            case 1:
                index.assign(other, Id{3});
                stored[other.value].demand = Id{3};
                break;
            case 2:
                for (const Id moved : index.merge(Id{1}, Id{2})) {
                    REQUIRE(stored.at(moved.value).demand == Id{1});
                    stored.at(moved.value).demand = Id{2};
                }
                break;
            default:
                break;
        }
    }
    return index;
}

}  // namespace canyu::surfacing
