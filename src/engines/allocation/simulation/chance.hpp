// Everything a run leaves to chance, from one seed.
#pragma once

#include <cstdint>
#include <random>

#include "base/clock.hpp"

namespace canyu::allocation::simulation {

// std::mt19937_64 gives the same everywhere, the distributions of the standard library do not; where a run
// happens to be a little uneven, a remainder will do.
class Chance {
  public:
    explicit Chance(std::uint64_t seed) : generator_(seed) {}

    std::uint64_t word() { return generator_(); }
    std::uint64_t below(std::uint64_t bound) { return word() % bound; }
    bool percent(std::uint64_t percent) { return below(100) < percent; }
    Milliseconds milliseconds(std::int64_t from, std::int64_t to) {
        return Milliseconds{from +
                            static_cast<std::int64_t>(below(static_cast<std::uint64_t>(to - from) + 1))};
    }

  private:
    std::mt19937_64 generator_;
};

}  // namespace canyu::allocation::simulation
