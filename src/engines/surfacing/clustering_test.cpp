// One-pass clustering: same wish together, other wishes apart, and nothing known before it was said.
#include "engines/surfacing/clustering.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <random>
#include <ranges>
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
    Clustering clustering;
    std::vector<Placement> placed;
    for (std::size_t i = 0; i < reports; ++i) {
        placed.push_back(clustering.place(
            index, {.id = Id{static_cast<std::int64_t>(i) + 1}, .title = stream[i], .body = {}}));
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

namespace {

// Reports of some made-up words of a topic's own and some that anybody says: hardly two are alike enough to
// be joined by themselves.
class Talk {
  public:
    explicit Talk(const WaveOptions& options = {}) : clustering_(options) {}

    Placement say(char topic) { return say(topic, said_ + 1); }
    Placement say(char topic, std::int64_t at) {
        std::string text;
        for (int word = 0; word < 12; ++word) text += {'t', topic, letter(14), ' '};
        for (int word = 0; word < 8; ++word) text += {'w', letter(20), letter(20), ' '};
        last_ = text;
        return clustering_.place(index_, {.id = Id{++said_}, .title = {}, .body = text, .said = at});
    }
    Placement say_anything() { return say(letter(20)); }
    // As on a server, where nobody has said yet what the reports ask for.
    std::optional<Wave> say_undecided(char topic) {
        const Placement placed = say(topic);
        const Id report{said_};
        index_.assign(report, Id{});
        const NewReport again{.id = report, .title = {}, .body = last_, .said = said_};
        const auto wave = wave_of(index_, again, index_.nearest(said_, WaveOptions{}.latest, report));
        if (placed.joined) index_.assign(report, placed.demand);
        return wave;
    }

  private:
    char letter(unsigned of) { return static_cast<char>('a' + random_() % of); }

    std::mt19937 random_{61};
    Index index_;
    Clustering clustering_;
    std::int64_t said_ = 0;
    std::string last_;
};

constexpr int calm = 600;  // reports before the wave

std::int64_t largest(const std::map<Id, std::int64_t>& demands) {
    return std::ranges::max(demands | std::views::values);
}

// Sixty people ask for one thing within a short time, each followed by somebody else.
std::int64_t largest_of_wave(Talk talk) {
    for (int i = 0; i < calm; ++i) talk.say_anything();
    std::map<Id, std::int64_t> demands;
    for (int i = 0; i < 60; ++i) {
        ++demands[talk.say('z').demand];
        talk.say_anything();
    }
    return largest(demands);
}

}  // namespace

TEST_CASE("a wave of reports that are not alike enough to be joined one by one is one demand") {
    CHECK(largest_of_wave(Talk({.latest = 0})) < 5);
    CHECK(largest_of_wave(Talk()) > 40);
}

TEST_CASE(
    "a wave is told among reports that have no demand yet, and a report is no part of its own evidence") {
    Talk talk;
    for (int i = 0; i < calm; ++i) talk.say_anything();
    std::optional<Wave> last;
    for (int i = 0; i < 60; ++i) {
        last = talk.say_undecided('z');
        talk.say_anything();
    }
    REQUIRE(last.has_value());
    CHECK(last->reports.size() >= WaveOptions{}.together);
    for (const Wave::Said& said : last->reports) CHECK(said.report.value > calm);
    for (const Wave::Said& said : last->reports) CHECK(said.report.value % 2 == 1);
    CHECK(last->reports.front().report != Id{calm + 119});
}

TEST_CASE("the demand of a wave is that most of it belong to, where any has one") {
    CHECK(demand_of({}) == Id{});
    CHECK(demand_of({{{Id{1}, Id{}}, {Id{2}, Id{}}, {Id{3}, Id{9}}}}) == Id{9});
    CHECK(demand_of({{{Id{1}, Id{8}}, {Id{2}, Id{9}}, {Id{3}, Id{9}}, {Id{4}, Id{8}}}}) == Id{8});
    CHECK(demand_of({{{Id{1}, Id{8}}, {Id{2}, Id{9}}, {Id{3}, Id{9}}}}) == Id{9});
}

TEST_CASE("what was said at once is a wave also where it comes one by one among what is older") {
    const auto largest_where_others_came = [](std::int64_t before) {
        Talk talk;
        for (int i = 0; i < calm; ++i) talk.say_anything();
        std::map<Id, std::int64_t> demands;
        for (int i = 0; i < 60; ++i) {
            const std::int64_t at = 10'000 + i;
            ++demands[talk.say('z', at).demand];
            for (int other = 0; other < 20; ++other)
                talk.say(static_cast<char>('a' + other), at - before + other);
        }
        return largest(demands);
    };
    CHECK(largest_where_others_came(9'000) > 40);
    CHECK(largest_where_others_came(0) < 5);
}

TEST_CASE("as many who ask for one thing over a long time are no wave") {
    Talk talk;
    for (int i = 0; i < calm; ++i) talk.say_anything();
    std::map<Id, std::int64_t> demands;
    for (int i = 0; i < 60; ++i) {
        ++demands[talk.say('z').demand];
        for (int other = 0; other < 20; ++other) talk.say_anything();
    }
    CHECK(largest(demands) < 5);
}
