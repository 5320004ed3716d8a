// One-pass clustering: same wish together, other wishes apart, and nothing known before it was said.
#include "engines/surfacing/clustering.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using namespace canyu;
using namespace canyu::surfacing;

namespace {

const std::vector<std::string> stream = {
    "锁屏状态下双击电源键打开相机要等三秒，抓拍总是来不及",
    "充电到百分之八十以后机身明显发热，边充边用更烫手",
    "Export my notes as plain Markdown files so that I can keep them in git",
    "锁屏状态下双击电源键打开相机要等三秒，抓拍孩子总是来不及",
    "通知栏里的天气小图标希望可以换一个位置",
    "Please export my notes as plain Markdown files, I want to keep them in git",
    "充电到百分之八十以后机身明显发热，边充边玩更烫手",
};

std::vector<Placement> placements(std::size_t reports) {
    Index index;
    std::vector<Placement> placed;
    for (std::size_t i = 0; i < reports; ++i) {
        placed.push_back(
            place(index, {.id = Id{static_cast<std::int64_t>(i) + 1}, .title = stream[i], .body = {}}));
        REQUIRE(index.size() == i + 1);
        REQUIRE(index.demand_of(Id{static_cast<std::int64_t>(i) + 1}) == placed.back().demand);
    }
    return placed;
}

}  // namespace

TEST_CASE("reports that ask for the same thing join, the others found a demand") {
    const std::vector<Placement> placed = placements(stream.size());
    const std::vector<std::int64_t> expected = {1, 2, 3, 1, 5, 3, 2};
    for (std::size_t i = 0; i < placed.size(); ++i) {
        CHECK(placed[i].demand.value == expected[i]);
        CHECK(placed[i].joined == (placed[i].demand.value != static_cast<std::int64_t>(i) + 1));
        CHECK(placed[i].joined == (placed[i].probability >= Options{}.join_probability));
    }
    CHECK(placed[0].probability == 0);
}

TEST_CASE("what comes later changes nothing that was placed, and the same stream is placed the same") {
    const std::vector<Placement> whole = placements(stream.size());
    for (std::size_t reports = 0; reports <= stream.size(); ++reports) {
        const std::vector<Placement> part = placements(reports);
        for (std::size_t i = 0; i < reports; ++i) {
            CHECK(part[i].demand == whole[i].demand);
            CHECK(part[i].probability == whole[i].probability);
        }
    }
}
