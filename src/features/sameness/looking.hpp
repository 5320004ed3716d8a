// Inside the sameness slice: how one demand sounds to the others.
#pragma once

#include <chrono>
#include <cstdint>
#include <vector>

#include "features/demand/demand.hpp"

namespace canyu::sameness {

// So long a report waits before it joins by itself, for its author to say where it belongs.
inline constexpr std::chrono::minutes time_for_the_author{10};
// So many are looked at in one go.
inline constexpr std::int64_t looked_at_once = 100;

// The demands of its product that sound like the words this one was founded with, the likeliest first.
std::vector<demand::Suggestion> sounding_like(db::Reader& reader, const demand::Demands& demands,
                                              const demand::Demand& asking);

// The report a demand was founded by, while it counts for it.
std::optional<report::Report> founding_report(db::Reader& reader, const demand::Demand& demand);

// It may still be merged away.
bool is_undecided(const demand::DemandCard& demand);
// Both of a pair are there and open, and one of them may be merged into the other.
bool may_be_one(const std::vector<demand::DemandCard>& both);

}  // namespace canyu::sameness
