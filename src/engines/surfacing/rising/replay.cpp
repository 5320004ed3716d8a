// Grouping, copying, standings and factors, one after the other.
#include "engines/surfacing/rising/replay.hpp"

#include <algorithm>
#include <utility>

namespace canyu::surfacing {

void weigh(std::vector<Voice>& voices, std::span<const Standing> standings) {
    std::vector<const Standing*> by_person;
    by_person.reserve(standings.size());
    for (const Standing& standing : standings) by_person.push_back(&standing);
    std::ranges::sort(by_person, {}, &Standing::person);
    for (Voice& voice : voices) {
        const auto known = std::ranges::lower_bound(by_person, voice.person, {}, &Standing::person);
        if (known == by_person.end() || (*known)->person != voice.person) continue;
        voice.independence = (*known)->independence;
        voice.held = (*known)->held;
    }
}

Id Replay::report(const Said& said, Id report, std::string_view title, std::string_view body) {
    const std::int64_t order = to_milliseconds(said.at) + report.value;
    const Id demand = clustering_.place(index_, {report, title, body, order}).demand;
    const auto known = people_.find(said.person);
    const bool established =
        known != people_.end() && said.at - known->second.born >= IndependenceOptions{}.newcomer_for;
    const Copy copy = copying_.hear({report, said.person, said.at, established, phrases_of(title, body)});
    for (const Id source : copy.sources) copiers_[source].insert(said.person);
    act(demand, {said, copy.correlation, copy.from, report});
    return demand;
}

bool Replay::support(const Said& said, Id report) {
    if (!index_.contains(report)) return false;
    act(index_.demand_of(report), {said, {}, {}, {}});
    return true;
}

void Replay::act(Id demand, const Act& act) {
    const auto [person, is_new] = people_.try_emplace(act.said.person, Person{act.said.at, {}});
    if (is_new) births_.insert(std::ranges::upper_bound(births_, act.said.at), act.said.at);
    person->second.deeds.push_back({demand, act.said.at});
    demands_[demand].push_back(act);
}

std::vector<Deed> Replay::deeds_before(const Act& act, Id demand) const {
    std::vector<Deed> deeds;
    for (const Deed& deed : people_.at(act.said.person).deeds) {
        if (deed.at > act.said.at || deed.demand == demand) continue;
        const std::vector<Act>& all = demands_.at(deed.demand);
        deeds.push_back(deed);
        deeds.back().chance = chance_of(std::ssize(all), act.said.at - all.front().said.at);
    }
    return deeds;
}

std::vector<Standing> Replay::standings_of(Id demand, const std::vector<Act>& acts) const {
    std::vector<std::vector<Deed>> deeds;
    deeds.reserve(acts.size());  // the traces point into it
    std::vector<Trace> traces;
    for (const Act& act : acts) {
        deeds.push_back(deeds_before(act, demand));
        Trace trace{.person = act.said.person, .acted = act.said.at};
        trace.born = people_.at(act.said.person).born;
        trace.deeds = deeds.back();
        trace.silent = !act.report;
        trace.copied = act.copied;
        trace.copied_from = act.copied_from;
        if (const auto copiers = copiers_.find(act.report); copiers != copiers_.end())
            trace.copies = static_cast<std::int64_t>(copiers->second.size());
        trace.known_group = act.said.known_group;
        traces.push_back(trace);
    }
    return standings(traces, births_);
}

Replay::Row Replay::row(Id demand, Time now) const {
    const std::vector<Act>& acts = demands_.at(demand);
    Row row{.demand = demand, .reports = {}, .voices = {}, .standings = {}, .factors = {}};
    for (const Act& act : acts) {
        if (act.report) row.reports.push_back(act.report);
        row.voices.push_back({.person = act.said.person, .said = act.said.at});
    }
    row.standings = standings_of(demand, acts);
    weigh(row.voices, row.standings);
    row.factors = factors(row.voices, now);
    return row;
}

std::vector<Replay::Row> Replay::board(Time now) const {
    std::vector<Row> rows;
    rows.reserve(demands_.size());
    for (const auto& [demand, acts] : demands_) rows.push_back(row(demand, now));
    std::ranges::sort(rows, {}, [](const Row& row) { return std::pair(-row.factors.buoyancy, row.demand); });
    return rows;
}

}  // namespace canyu::surfacing
