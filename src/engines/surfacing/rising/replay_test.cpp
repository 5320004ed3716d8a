// The board heard again from nothing is the live one, bit for bit.
#include "engines/surfacing/rising/replay.hpp"

#include <doctest/doctest.h>

#include <bit>
#include <random>
#include <string>

using namespace canyu;
using namespace canyu::surfacing;
using std::chrono::hours;

namespace {

const Time start = time_from_milliseconds(1'800'000'000'000);
constexpr auto wish =
    "Please show the pictures of a conversation on one page so that I find the old ones again";

// Words of a topic's own and some that anybody says, so that hardly two are alike enough to be joined.
std::string loose_text(std::mt19937& random, char topic) {
    const auto letter = [&](unsigned of) { return static_cast<char>('a' + random() % of); };
    std::string text;
    for (int word = 0; word < 12; ++word) text += {'t', topic, letter(14), ' '};
    for (int word = 0; word < 8; ++word) text += {'w', letter(20), letter(20), ' '};
    return text;
}

constexpr std::int64_t calm = 600;
constexpr std::int64_t with_wave = calm + 120;

// Many things are asked for, and then one of them by every other newcomer.
void hear_wave(Replay& replay, std::mt19937& random, std::int64_t act) {
    const bool of_wave = act > calm && act % 2 == 0;
    const char topic = of_wave ? 'z' : static_cast<char>('a' + random() % 20);
    replay.report({Id{act}, start + hours(act), {}}, Id{act}, "", loose_text(random, topic));
}

// A made-up stream: words by chance out of a small vocabulary, and support.
void hear(Replay& replay, std::mt19937& random, std::int64_t act) {
    const Replay::Said said{Id{1 + static_cast<std::int64_t>(random() % 40)}, start + hours(act), {}};
    if (random() % 3 == 0) {
        replay.support(said, Id{1 + static_cast<std::int64_t>(random() % 200)});
        return;
    }
    std::string text;
    const unsigned topic = random() % 6;
    for (int word = 0; word < 24; ++word)
        text +=
            std::string("w") + static_cast<char>('a' + topic) + static_cast<char>('a' + random() % 9) + ' ';
    replay.report(said, Id{act}, "", text);
}

}  // namespace

TEST_CASE("the replayed board is the live one at every moment") {
    Replay live;
    std::mt19937 random(51);
    for (std::int64_t act = 1; act <= 200; ++act) {
        hear(live, random, act);
        if (act % 50 != 0) continue;
        (void)live.board(start + hours(act));  // looking changes nothing
        Replay again;
        std::mt19937 same(51);
        for (std::int64_t past = 1; past <= act; ++past) hear(again, same, past);
        const auto rows = live.board(start + hours(act));
        const auto replayed = again.board(start + hours(act));
        REQUIRE(rows.size() == replayed.size());
        for (std::size_t i = 0; i < rows.size(); ++i) {
            CHECK(rows[i].demand == replayed[i].demand);
            CHECK(rows[i].factors.buoyancy == replayed[i].factors.buoyancy);
            CHECK(rows[i].factors.effective_people == replayed[i].factors.effective_people);
            CHECK(rows[i].factors.held == replayed[i].factors.held);
            CHECK(live.row(rows[i].demand, start + hours(act)).factors.buoyancy == rows[i].factors.buoyancy);
        }
    }
}

TEST_CASE("the replayed board is the live one in a wave, and the wave stands first") {
    Replay live;
    std::mt19937 random(52);
    for (std::int64_t act = 1; act <= with_wave; ++act) hear_wave(live, random, act);
    Replay again;
    std::mt19937 same(52);
    for (std::int64_t act = 1; act <= with_wave; ++act) hear_wave(again, same, act);
    const auto rows = live.board(start + hours(with_wave));
    const auto replayed = again.board(start + hours(with_wave));
    REQUIRE(rows.size() == replayed.size());
    CHECK(rows.front().reports.size() > 40);
    CHECK(rows.front().demand > Id{calm});
    for (std::size_t i = 0; i < rows.size(); ++i) {
        CHECK(rows[i].demand == replayed[i].demand);
        CHECK(rows[i].reports == replayed[i].reports);
        CHECK(std::bit_cast<std::uint64_t>(rows[i].factors.buoyancy) ==
              std::bit_cast<std::uint64_t>(replayed[i].factors.buoyancy));
    }
}

TEST_CASE("copies by fresh accounts are held in whole, support without words is not") {
    Replay replay;
    for (std::int64_t i = 1; i <= 20; ++i) replay.report({Id{i}, start + hours(i), {}}, Id{i}, "", wish);
    for (std::int64_t i = 21; i <= 25; ++i) CHECK(replay.support({Id{i}, start + hours(i), {}}, Id{1}));
    CHECK(!replay.support({Id{9}, start, {}}, Id{77}));
    const auto rows = replay.board(start + hours(25));
    std::int64_t held = 0;
    for (const auto& row : rows) held += row.factors.held;
    CHECK(held == 20);
    CHECK(rows[0].demand == Id{1});
    CHECK(rows[0].factors.effective_people == 5);
}

TEST_CASE("a published group counts as it was published") {
    Replay replay;
    replay.report({Id{1}, start, {}}, Id{1}, "", wish);
    for (std::int64_t i = 2; i <= 10; ++i) replay.support({Id{i}, start + hours(i), Id{3}}, Id{1});
    const auto rows = replay.board(start + hours(10));
    CHECK(rows[0].factors.people == 10);
    CHECK(rows[0].factors.effective_people <= 2);
    CHECK(rows[0].factors.held >= 8);
}
