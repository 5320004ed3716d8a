// One pass over the stream, then buoyancy and waterline over all demands.
#include "app/commands/surfacing_board.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <boost/json.hpp>
#include <ostream>
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

std::string json_time(const std::optional<Time>& time) {
    return time ? '"' + imports::format_time(*time) + '"' : "null";
}

std::string json_factors(const surfacing::Factors& f) {
    return fmt::format(
        "\"buoyancy\":{},\"people\":{},\"new_people\":{},\"effective_people\":{},\"trust\":{},"
        "\"recency\":{},\"velocity\":{},\"severity\":{},\"segments\":{},\"breadth\":{},\"agreement\":{},"
        "\"not_me\":{},\"burst\":{},\"burst_since\":{},\"held\":{},\"first_said\":{},\"last_said\":{}",
        f.buoyancy, f.people, f.new_people, f.effective_people, f.trust, f.recency, f.velocity, f.severity,
        f.segments, f.breadth, f.agreement, f.not_me, f.burst, json_time(f.burst_since), f.held,
        json_time(f.first_said), json_time(f.last_said));
}

struct Shown {
    std::size_t rank;
    double level;
    Time now;
};

std::string json_line(const surfacing::Replay::Row& row, const std::string& title, const ReportStream& stream,
                      const Shown& shown) {
    std::string reports;
    for (const Id report : row.reports) reports += (reports.empty() ? "" : ",") + stream.written(report);
    const std::optional<std::int64_t> quiet =
        surfacing::quiet_days_to_sink(row.voices, shown.now, shown.level);
    return fmt::format(
        "{{\"rank\":{},\"demand\":{},\"title\":{},\"reports\":[{}],\"surfaced\":{},\"waterline\":{},{},"
        "\"quiet_days_to_sink\":{}}}\n",
        shown.rank, stream.written(row.demand), boost::json::serialize(boost::json::string(title)), reports,
        row.factors.buoyancy > shown.level, shown.level, json_factors(row.factors),
        quiet ? std::to_string(*quiet) : "null");
}

}  // namespace

void write_board(std::ostream& output, ReportStream& stream, std::optional<Time> until,
                 std::size_t capacity) {
    const Past past = read_past(stream, until);
    const Time now = until.value_or(past.latest);
    const std::vector<surfacing::Replay::Row> rows = past.replay.board(now);
    std::vector<double> buoyancies;
    buoyancies.reserve(rows.size());
    for (const surfacing::Replay::Row& row : rows) buoyancies.push_back(row.factors.buoyancy);
    const double level = surfacing::waterline(buoyancies, capacity).level;
    std::size_t rank = 0;
    for (const surfacing::Replay::Row& row : rows)
        output << json_line(row, past.titles.at(row.demand), stream, {++rank, level, now});
}

}  // namespace canyu::commands
