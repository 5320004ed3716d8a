// Runs the production engine against people, clocks, messages and a ledger that go wrong in every way, the
// same way for the same seed, and says whether everything that was answered held.
#pragma once

#include <cstdint>
#include <iosfwd>
#include <optional>
#include <string>

#include "engines/allocation/checks.hpp"

namespace canyu::allocation::simulation {

struct Settings {
    std::uint64_t seed = 0;
    Checks checks;
    std::ostream* history = nullptr;  // JSON lines of asks, answers and rows for a checker from outside
};

// What happened, so that nobody takes a quiet run for a proof.
struct Tally {
    std::uint64_t asks = 0;
    std::uint64_t retries = 0;
    std::uint64_t acknowledged = 0;
    std::uint64_t refused = 0;
    std::uint64_t decisions = 0;
    std::uint64_t rows = 0;
    std::uint64_t crashes = 0;
    std::uint64_t pauses = 0;
    std::uint64_t clock_jumps = 0;
    std::uint64_t takeovers = 0;
    std::uint64_t recoveries = 0;      // by an operator, after a halt
    std::uint64_t lost_appends = 0;    // failed, and not kept
    std::uint64_t unsaid_appends = 0;  // kept, though said to have failed
    std::uint64_t late_appends = 0;    // said to have failed, and kept later, or refused then
    std::uint64_t stale_appends = 0;   // refused by the ledger's key
    std::uint64_t unread_ledgers = 0;
    std::uint64_t lost_messages = 0;
    std::uint64_t repeated_messages = 0;

    Tally& operator+=(const Tally& other);
};

struct Run {
    Tally tally;
    std::optional<std::string> violation;  // in English, for developers
};

Run simulate(const Settings& settings);

}  // namespace canyu::allocation::simulation
