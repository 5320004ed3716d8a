// What people, house and ledger of a run share: chance, time, the post between them, and the first violation.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.hpp"
#include "engines/allocation/simulation/chance.hpp"
#include "engines/allocation/simulation/faulty_ledger.hpp"
#include "engines/allocation/simulation/history.hpp"
#include "engines/allocation/simulation/model.hpp"
#include "engines/allocation/simulation/simulation.hpp"
#include "engines/allocation/terms.hpp"

namespace canyu::allocation::simulation {

// An ask on its way to a node, or an answer on its way back.
struct Letter {
    std::uint32_t ask = 0;
    std::size_t node = 0;
    std::optional<Answer> answer;
};

struct World {
    explicit World(const Settings& run) : settings(run), chance(run.seed), history(run.history) {}

    // Lost, repeated, late, or overtaken by later ones.
    void send(const Letter& letter);
    std::vector<Letter> take_due();
    void violate(const std::string& what) {
        if (!violation) violation = what;
    }

    static constexpr Id allotment{1};
    static constexpr Time start = time_from_milliseconds(1'700'000'000'000);

    const Settings settings;
    Chance chance;
    Tally tally;
    History history;
    Model model;
    ManualClock time{start};           // never jumps: the lease clock of every node
    Time latest = start;               // what the clock of any node has ever shown
    std::multimap<Time, Letter> post;  // by when it arrives
    std::optional<std::string> violation;
};

}  // namespace canyu::allocation::simulation
