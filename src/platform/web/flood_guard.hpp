// Who asks too often, told for millions of askers in a fixed memory and without a lock: for routes that
// answer before anything else is known.
#pragma once

#include <atomic>
#include <cstdint>
#include <cstdlib>
#include <memory>

#include "base/clock.hpp"

namespace canyu::web {

// A count-min sketch (Cormode and Muthukrishnan, 2005) of the asks in the running window. It never lets
// through more than the limit; who shares both cells with others may be stopped early: of a million people
// who each use a tenth of the limit, fewer than one in 10^9 is. Eight megabytes, touched as they are used.
// Any thread.
class FloodGuard {
  public:
    // At most 65,000 asks in a window. The salt is secret, so that nobody can share cells with a victim on
    // purpose.
    FloodGuard(std::uint32_t limit, Milliseconds window, std::uint64_t salt);

    // Counts one ask of whoever has this number; false when it is one too many.
    bool let_in(std::uint64_t who, Time now);

  private:
    static constexpr std::size_t rows = 2;
    static constexpr std::size_t cells = std::size_t{1} << 20;  // of each row
    // The window's number in the upper half, the count in the lower.
    using Cell = std::atomic<std::uint32_t>;
    struct Free {
        void operator()(Cell* made) const { std::free(made); }
    };

    static std::uint32_t add_one(Cell& cell, std::uint32_t window);

    const std::uint32_t limit_;
    const std::int64_t window_;  // milliseconds
    const std::uint64_t salt_;
    const std::unique_ptr<Cell[], Free> cells_;
};

}  // namespace canyu::web
