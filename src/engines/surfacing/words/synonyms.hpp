// Proposes pairs of terms that may mean the same, with the evidence, for a person to approve.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/id.hpp"
#include "engines/surfacing/words/vocabulary.hpp"

namespace canyu::surfacing {

struct DemandReport {
    Id report;
    Id demand;              // Id{}: of none
    std::string_view text;  // title and body
};

// One of the two terms of a proposal.
struct SynonymSide {
    std::string term;          // as Vocabulary::terms_of gives it
    std::string shown;         // as it is most often written
    std::int64_t reports = 0;  // that say it
    std::vector<Id> examples;  // the newest of them by id, at most synonym_examples
};

struct SynonymProposal {
    SynonymSide one;  // the one more reports say
    SynonymSide other;
    double score = 0;      // 0..1: likeness × apart × (0.05 + 0.95 · √agreement)
    double likeness = 0;   // 0..1: cosine of what stands around them
    double agreement = 0;  // 0..1: cosine of the demands that say them; 0 without shared_demands
    double apart = 0;      // 0..1: 1 when the same reports say both no more often than by chance and seldom
    std::int64_t both_reports = 0;      // that say both
    std::int64_t shared_demands = 0;    // where one report says the one and another the other
    std::vector<std::string> contexts;  // the telling terms said beside either, most telling first
};

inline constexpr std::size_t synonym_examples = 3;
inline constexpr std::size_t synonym_contexts = 8;

// The likeliest pairs first, at most `limit`: terms of at least five reports that stand in like contexts
// (positive pointwise mutual information with smoothed contexts and cosine: Bullinaria and Levy 2007; Levy,
// Goldberg and Dagan 2015), are said in the same demands, and seldom in the same report. A term and its part
// are no pair. Of very many terms the three thousand of most reports are compared; time grows with their
// square at worst: seconds. The order of the reports does not matter. Pure.
[[nodiscard]] std::vector<SynonymProposal> propose_synonyms(const Vocabulary& vocabulary,
                                                            std::span<const DemandReport> reports,
                                                            std::size_t limit = 50);

}  // namespace canyu::surfacing
