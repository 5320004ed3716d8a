// What happened in a run, as JSON lines.
#pragma once

#include <iosfwd>

#include "engines/allocation/act.hpp"
#include "engines/allocation/ledger.hpp"

namespace canyu::allocation::simulation {

// Numbers of 64 bits are strings, times UTC milliseconds; keys, references and batches are hexadecimal, the
// highest digit first, batches byte by byte.
class History {
  public:
    // Null: nothing is written.
    explicit History(std::ostream* out) : out_(out) {}

    // Somebody asks for the first time; repeats of it are not told.
    void ask(Time at, std::uint32_t ask, const Act& act);
    // An answer has reached who asked; it may come more than once.
    void answer(Time at, std::uint32_t ask, const Answer& answer);
    // The ledger keeps a row from now on.
    void row(Time at, const Row& row);

  private:
    std::ostream* out_;
};

}  // namespace canyu::allocation::simulation
