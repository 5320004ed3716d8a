// What is known of every stored report besides its words, and which of them were said nearest to a moment.
// Internal to the engine.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "base/id.hpp"
#include "engines/surfacing/postings.hpp"

namespace canyu::surfacing {

struct Entry {
    Id report;  // Id{} where it was taken out
    std::int64_t said = 0;
    std::int64_t mark = 0;
};

// Mostly reports come in the order in which they are said, so it is enough to know from when to when those of
// a stretch of slots are. Threads: as Index.
class Moments {
  public:
    // Of the next slot.
    void append(Slot slot, std::int64_t said);
    // As Index::nearest; `entries` of all slots appended.
    [[nodiscard]] std::vector<Slot> nearest(std::span<const Entry> entries, std::int64_t said,
                                            std::size_t limit, Slot except) const;

  private:
    static constexpr std::size_t slots_together = 1024;
    struct Stretch {
        std::int64_t first;
        std::int64_t last;
    };

    std::vector<Stretch> stretches_;  // also of what was taken out since
};

}  // namespace canyu::surfacing
