#include "engines/allocation/draw.hpp"

#include <doctest/doctest.h>
#include <fcntl.h>
#include <fmt/core.h>
#include <spawn.h>
#include <sys/wait.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <functional>

#include "base/test_folder.hpp"
#include "base/text.hpp"

using namespace canyu;
using namespace canyu::allocation;

namespace {

constexpr Seed seed{1, 2, 3};

std::vector<Entry> entries(std::size_t count) {
    std::vector<Entry> result;
    for (std::size_t i = 0; i < count; ++i)
        result.push_back({fmt::format("米粉{}", i), i % 3 == 0 ? fmt::format("dice {}", i * i) : ""});
    return result;
}

std::string hex(std::span<const std::uint8_t> bytes) {
    return to_hex({reinterpret_cast<const char*>(bytes.data()), bytes.size()});
}

// As a page publishes it.
std::string published(const Draw& draw) {
    std::string list;
    for (const Entry& entry : draw.entries)
        list += fmt::format(R"({}{{"entrant":"{}","dice":"{}"}})", list.empty() ? "" : ",", entry.entrant,
                            entry.dice);
    std::string winners;
    for (const std::uint32_t winner : draw.winners)
        winners += fmt::format("{}{}", winners.empty() ? "" : ",", winner);
    return fmt::format(
        R"({{"commitment":"{}","root":"{}","seed":"{}","beacon":"{}","entries":[{}],"winners":[{}]}})",
        hex(draw.commitment), hex(draw.root), hex(draw.seed), draw.beacon, list, winners);
}

// What the stand-alone verifier ends with, its words thrown away.
int verified_by_python(const std::string& text) {
    const TestFolder folder;
    const std::string file = folder.file("draw.json");
    std::ofstream(file) << text;
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0);
    std::string program = "python3";
    std::string script = CANYU_SOURCE_DIR "/src/engines/allocation/verify_draw.py";
    std::string draw = file;
    std::array<char*, 4> arguments{program.data(), script.data(), draw.data(), nullptr};
    pid_t child = 0;
    REQUIRE(::posix_spawnp(&child, "python3", &actions, nullptr, arguments.data(), environ) == 0);
    posix_spawn_file_actions_destroy(&actions);
    int status = 0;
    REQUIRE(::waitpid(child, &status, 0) == child);
    REQUIRE(WIFEXITED(status));
    return WEXITSTATUS(status);
}

}  // namespace

TEST_CASE("draw: an honest one is right, to the engine and to the stand-alone verifier") {
    for (const auto& [people, prizes] : {std::pair(1, 1), {2, 5}, {7, 3}, {40, 40}}) {
        const Draw honest = draw(seed, entries(static_cast<std::size_t>(people)),
                                 static_cast<std::uint32_t>(prizes), "3,021.55");
        CHECK(honest.winners.size() == static_cast<std::size_t>(std::min(people, prizes)));
        CHECK(verify(honest));
        CHECK(verified_by_python(published(honest)) == 0);
    }
    CHECK(verify(draw(seed, {}, 3)));
    CHECK(verified_by_python(published(draw(seed, {}, 3))) == 0);
}

TEST_CASE("draw: whatever is changed afterwards is seen by both") {
    const Draw honest = draw(seed, entries(9), 2, "3,021.55");
    const std::vector<std::function<void(Draw&)>> forgeries = {
        [](Draw& forged) { forged.seed[5] ^= 1; },
        [](Draw& forged) { forged.commitment[5] ^= 1; },
        [](Draw& forged) { forged.root[5] ^= 1; },
        [](Draw& forged) { forged.beacon = "3,021.56"; },
        [](Draw& forged) { forged.entries[3].dice = "mine"; },
        [](Draw& forged) { std::swap(forged.entries[3], forged.entries[4]); },
        [](Draw& forged) { forged.entries.push_back({"another", ""}); },
        [](Draw& forged) { forged.winners[0] = (forged.winners[0] + 1) % 9; },
        [](Draw& forged) { std::swap(forged.winners[0], forged.winners[1]); },
        [](Draw& forged) { forged = draw(seed, {{"twice", ""}, {"twice", ""}, {"once", ""}}, 1); }};
    for (std::size_t i = 0; i < forgeries.size(); ++i) {
        INFO("forgery ", i);
        Draw forged = honest;
        forgeries[i](forged);
        CHECK_FALSE(verify(forged));
        CHECK(verified_by_python(published(forged)) == 1);
    }
    CHECK(verified_by_python("no draw") == 2);
}

TEST_CASE("draw: who moves words from one field to the next makes another root") {
    const std::vector<Entry> one = {{"ab", "c"}};
    const std::vector<Entry> other = {{"a", "bc"}};
    CHECK(merkle_root(one) != merkle_root(other));
    // The tree of RFC 6962: the third of three goes up as it is.
    const std::vector<Entry> three = entries(3);
    const Digest pair = merkle_root(std::span(three).first(2));
    const Digest last =
        Hash("canyu draw entry").add(std::uint64_t{2}).add(three[2].entrant).add(three[2].dice).digest();
    CHECK(merkle_root(three) == Hash("canyu draw node").add(pair).add(last).digest());
}

TEST_CASE("draw: every entrant wins equally often") {
    constexpr int draws = 4'000;
    std::array<int, 5> wins{};
    for (int i = 0; i < draws; ++i) {
        const Seed each{static_cast<std::uint8_t>(i), static_cast<std::uint8_t>(i >> 8)};
        for (const std::uint32_t winner : draw(each, entries(wins.size()), 2).winners) ++wins[winner];
    }
    // Two of five win: 1600 expected, and five standard deviations are 155.
    for (const int count : wins) CHECK(std::abs(count - draws * 2 / 5) < 155);
}
