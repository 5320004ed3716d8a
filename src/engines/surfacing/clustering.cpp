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

std::optional<Wave> wave_of(const Index& index, const NewReport& report, std::span<const Id> latest,
                            const WaveOptions& options) {
    const std::size_t others = index.size() - (index.contains(report.id) ? 1 : 0);
    if (latest.size() >= others) return std::nullopt;
    const std::vector<Match> matches = index.find({.title = report.title,
                                                   .body = report.body,
                                                   .limit = options.compared,
                                                   .each_report = true,
                                                   .except_report = report.id});
    std::size_t late = 0;
    Wave wave;
    for (const Match& match : matches) {
        if (std::ranges::find(latest, match.report) == latest.end()) continue;
        ++late;
        if (match.probability >= options.likely) wave.reports.push_back({match.report, match.demand});
    }
    const double share = static_cast<double>(latest.size()) / static_cast<double>(others);
    const bool is_wave = wave.reports.size() >= options.together &&
                         binomial_tail(matches.size(), share, late) < options.chance;
    return is_wave ? std::optional(std::move(wave)) : std::nullopt;
}

Id demand_of(const Wave& wave) {
    std::map<Id, std::size_t> of_demand;
    for (const Wave::Said& said : wave.reports)
        if (said.demand) ++of_demand[said.demand];
    const auto most = std::ranges::max_element(of_demand, {}, [](const auto& one) { return one.second; });
    return most == of_demand.end() ? Id{} : most->first;
}

Placement Clustering::place(Index& index, const NewReport& report) const {
    const std::vector<Match> matches =
        index.find({.title = report.title, .body = report.body, .limit = likeliest_within});
    Placement placement{.demand = report.id, .joined = false, .probability = 0};
    if (const Match* match = likeliest(matches)) {
        placement.probability = match->probability;
        Id found = match->demand;
        if (placement.probability < index.options().join_probability) {
            const auto wave = wave_of(index, report, index.nearest(report.said, options_.latest), options_);
            found = wave ? demand_of(*wave) : Id{};
        }
        placement.joined = static_cast<bool>(found);
        if (found) placement.demand = found;
    }
    index.add({.id = report.id,
               .demand = placement.demand,
               .title = report.title,
               .body = report.body,
               .said = report.said});
    return placement;
}

}  // namespace canyu::surfacing
