// One-pass clustering with the index as the memory of the past.
#include "engines/surfacing/clustering.hpp"

#include <algorithm>
#include <cmath>
#include <map>

namespace canyu::surfacing {
namespace {

// The chance that of so many, each with this probability, at least `from` are.
double binomial_tail(std::size_t of, double probability, std::size_t from) {
    const auto all = static_cast<double>(of);
    double exactly = std::pow(1 - probability, all);
    double sum = 0;
    for (std::size_t are = 0; are <= of; ++are) {
        if (are >= from) sum += exactly;
        const auto count = static_cast<double>(are);
        exactly *= (all - count) / (count + 1) * probability / (1 - probability);
    }
    return sum;
}

}  // namespace

const Match* likeliest(const std::vector<Match>& matches) {
    const auto found = std::ranges::max_element(matches, {}, &Match::probability);
    return found == matches.end() ? nullptr : &*found;
}

std::optional<Id> Clustering::wave_of(const Index& index, const NewReport& report) const {
    if (latest_.size() >= index.size()) return std::nullopt;
    const std::vector<Match> matches = index.find(
        {.title = report.title, .body = report.body, .limit = options_.compared, .each_report = true});
    std::size_t late = 0;
    std::size_t likely = 0;
    std::map<Id, std::size_t> of_demand;
    for (const Match& match : matches) {
        if (std::ranges::find(latest_, match.report) == latest_.end()) continue;
        ++late;
        if (match.probability < options_.likely) continue;
        ++likely;
        ++of_demand[match.demand];
    }
    const double share = static_cast<double>(latest_.size()) / static_cast<double>(index.size());
    if (likely < options_.together || binomial_tail(matches.size(), share, late) >= options_.chance)
        return std::nullopt;
    return std::ranges::max_element(of_demand, {}, [](const auto& one) { return one.second; })->first;
}

Placement Clustering::place(Index& index, const NewReport& report) {
    const std::vector<Match> matches =
        index.find({.title = report.title, .body = report.body, .limit = likeliest_within});
    Placement placement{.demand = report.id, .joined = false, .probability = 0};
    if (const Match* match = likeliest(matches)) {
        placement.probability = match->probability;
        const bool is_likely = placement.probability >= index.options().join_probability;
        const std::optional<Id> found = is_likely ? std::optional(match->demand) : wave_of(index, report);
        placement.joined = found.has_value();
        placement.demand = found.value_or(report.id);
    }
    index.add({.id = report.id,
               .demand = placement.demand,
               .title = report.title,
               .body = report.body,
               .said = report.said});
    latest_.push_back(report.id);
    if (latest_.size() > options_.latest) latest_.pop_front();
    return placement;
}

}  // namespace canyu::surfacing
