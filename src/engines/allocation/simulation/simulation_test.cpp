#include "engines/allocation/simulation/simulation.hpp"

#include <doctest/doctest.h>

#include <cstdlib>
#include <sstream>

using namespace canyu::allocation;
using namespace canyu::allocation::simulation;

namespace {

// ./dev test --deep asks for more.
std::uint64_t seeds() {
    return std::getenv("CANYU_DEEP") != nullptr ? 100'000 : 2'000;  // NOLINT(concurrency-mt-unsafe)
}

std::string history_of(std::uint64_t seed) {
    std::ostringstream history;
    simulate({.seed = seed, .checks = {}, .history = &history});
    return std::move(history).str();
}

}  // namespace

TEST_CASE("simulation: nothing that was answered is lost or doubled, whatever fails") {
    Tally tally;
    for (std::uint64_t seed = 1; seed <= seeds(); ++seed) {
        const Run run = simulate({.seed = seed});
        tally += run.tally;
        REQUIRE_MESSAGE(!run.violation, "seed ", seed, ": ", run.violation.value_or(""));
    }
    // A quiet run proves nothing.
    for (const std::uint64_t happened :
         {tally.crashes, tally.pauses, tally.clock_jumps, tally.takeovers, tally.recoveries,
          tally.lost_appends, tally.unsaid_appends, tally.late_appends, tally.stale_appends,
          tally.unread_ledgers, tally.lost_messages, tally.repeated_messages, tally.retries})
        CHECK(happened > seeds() / 10);
    CHECK(tally.acknowledged > 20 * seeds());
    CHECK(tally.refused > 20 * seeds());
}

TEST_CASE("simulation: a seed gives the same run, line for line") {
    const std::string history = history_of(7);
    CHECK(history.size() > 1000);
    CHECK(history == history_of(7));
    CHECK(history != history_of(8));
}

TEST_CASE("simulation: every check of the engine would be missed") {
    constexpr std::uint64_t enough = 100;
    for (std::size_t i = 0; i < check_names.size(); ++i) {
        const Checks fewer = Checks{}.without(static_cast<Check>(i));
        std::uint64_t seed = 1;
        while (seed <= enough && !simulate({.seed = seed, .checks = fewer}).violation) ++seed;
        CHECK_MESSAGE(seed <= enough, check_names[i]);
    }
}
