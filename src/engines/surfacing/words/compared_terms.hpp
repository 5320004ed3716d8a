// The terms that many reports say, with what stands beside them and in which demands. Internal to the engine.
#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "engines/surfacing/words/spellings.hpp"
#include "engines/surfacing/words/synonyms.hpp"

namespace canyu::surfacing {

using Counts = std::map<std::uint32_t, std::uint32_t>;

struct ComparedTerm {
    std::string term;
    std::vector<std::uint32_t> reports = {};  // places in the list of reports, ascending
    Spellings written = {};
    Counts beside = {};   // by neighbour: how many reports say it near this one
    Counts demands = {};  // by a number for each demand: how many of its reports say this one
};

// A neighbour is a compared term on one side: what may stand in another's place has the same things before
// it and the same things after it, while things that only go together stand beside each other.
constexpr std::uint32_t neighbour_before(std::uint32_t term) {
    return 2 * term;
}
constexpr std::uint32_t neighbour_after(std::uint32_t term) {
    return 2 * term + 1;
}
constexpr std::uint32_t term_of_neighbour(std::uint32_t neighbour) {
    return neighbour / 2;
}

// By term; `reports` must be in order of id. See propose_synonyms for which terms are compared.
[[nodiscard]] std::vector<ComparedTerm> compared_terms(const Vocabulary& vocabulary,
                                                       std::span<const DemandReport> reports);

}  // namespace canyu::surfacing
