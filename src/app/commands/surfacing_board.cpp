// One pass over the stream, then buoyancy and waterline over all demands.
#include "app/commands/surfacing_board.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <boost/json.hpp>
#include <ostream>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/text.hpp"
#include "engines/surfacing/rising/replay.hpp"

namespace canyu::commands {
namespace {

constexpr std::size_t shown_characters = 80;

struct Past {
    surfacing::Replay replay;
    std::unordered_map<Id, std::string> titles;  // of the reports that founded a demand
    Time latest{};
};

Past read_past(ReportStream& stream, std::optional<Time> until) {
    Past past;
    while (const auto line = stream.next()) {
        const auto said = std::visit([](const auto& content) { return content.said; }, *line);
        if (until && said > *until) continue;
        past.latest = std::max(past.latest, said);
        if (const auto* support = std::get_if<StreamSupport>(&*line)) {
            // False for support of a report said after `until`.
            (void)past.replay.support({support->person, said, support->group}, support->report);
            continue;
        }
        const auto& report = std::get<StreamReport>(*line);
        const ReportLine& words = report.line;
        const Id demand = past.replay.report({report.person, said, {}}, report.id, words.title, words.text);
        if (demand == report.id)
            past.titles[demand] =
                shorten(clean_line(words.title.empty() ? words.text : words.title), shown_characters);
    }
    return past;
}

std::string quoted_time(Time time) {
    return '"' + imports::format_time(time) + '"';
}

// One demand as a line of the board.
struct Shown {
    std::string demand;   // as JSON
    std::string title;    // as JSON
    std::string members;  // more of them, each with a comma behind it
    std::span<const surfacing::Voice> voices;
    surfacing::Factors factors;
};

// The most buoyant first; the waterline is drawn for `capacity` demands.
void write_ranked(std::ostream& output, const std::vector<Shown>& ranked, std::size_t capacity, Time now) {
    std::vector<double> buoyancies;
    buoyancies.reserve(ranked.size());
    for (const Shown& one : ranked) buoyancies.push_back(one.factors.buoyancy);
    const double level = surfacing::waterline(buoyancies, capacity).level;
    std::size_t rank = 0;
    for (const Shown& one : ranked) {
        const std::optional<std::int64_t> quiet = surfacing::quiet_days_to_sink(one.voices, now, level);
        const std::string factors = surfacing::factors_as_json(one.factors, quoted_time);
        output << fmt::format(
            "{{\"rank\":{},\"demand\":{},\"title\":{},{}\"surfaced\":{},\"waterline\":{},{},"
            "\"quiet_days_to_sink\":{}}}\n",
            ++rank, one.demand, one.title, one.members, one.factors.buoyancy > level, level,
            std::string_view(factors).substr(1, factors.size() - 2), quiet ? std::to_string(*quiet) : "null");
    }
}

}  // namespace

void write_board(std::ostream& output, ReportStream& stream, std::optional<Time> until,
                 std::size_t capacity) {
    const Past past = read_past(stream, until);
    const Time now = until.value_or(past.latest);
    const std::vector<surfacing::Replay::Row> rows = past.replay.board(now);
    std::vector<Shown> ranked;
    ranked.reserve(rows.size());
    for (const surfacing::Replay::Row& row : rows) {
        std::string reports;
        for (const Id report : row.reports) reports += (reports.empty() ? "" : ",") + stream.written(report);
        ranked.push_back({stream.written(row.demand),
                          boost::json::serialize(boost::json::string(past.titles.at(row.demand))),
                          fmt::format("\"reports\":[{}],", reports), row.voices, row.factors});
    }
    write_ranked(output, ranked, capacity, now);
}

std::size_t write_recounted(std::ostream& output, const surfacing::Tally& tally) {
    std::size_t differing = 0;
    std::vector<Shown> ranked;
    ranked.reserve(tally.demands.size());
    for (const surfacing::Tally::Demand& demand : tally.demands) {
        const surfacing::Recount counted = surfacing::recount(tally, demand);
        if (!counted.as_published) ++differing;
        ranked.push_back({std::to_string(demand.number), demand.title,
                          fmt::format("\"as_published\":{},", counted.as_published), demand.voices,
                          counted.factors});
    }
    std::ranges::stable_sort(ranked, std::ranges::greater{},
                             [](const Shown& one) { return one.factors.buoyancy; });
    write_ranked(output, ranked, tally.capacity, tally.at);
    return differing;
}

}  // namespace canyu::commands
