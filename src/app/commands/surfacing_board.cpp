// One pass over the stream, then buoyancy and waterline over all demands.
#include "app/commands/surfacing_board.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <boost/json.hpp>
#include <map>
#include <ostream>
#include <string>
#include <utility>
#include <vector>

#include "base/text.hpp"
#include "engines/surfacing/buoyancy.hpp"
#include "engines/surfacing/clustering.hpp"

namespace canyu::commands {
namespace {

constexpr std::size_t shown_characters = 80;

struct Row {
    Id demand;  // its first report
    std::string title;
    std::vector<Id> reports;
    std::vector<surfacing::Voice> voices;
    surfacing::Factors factors;
};

struct Demands {
    std::map<Id, Row> rows;
    Time latest{};
};

Demands read_demands(ReportStream& stream, std::optional<Time> until) {
    Demands demands;
    surfacing::Index index;
    while (const auto line = stream.next()) {
        const auto said = std::visit([](const auto& content) { return content.said; }, *line);
        if (until && said > *until) continue;
        demands.latest = std::max(demands.latest, said);
        if (const auto* support = std::get_if<StreamSupport>(&*line)) {
            if (!index.contains(support->report)) continue;  // of a report said after `until`
            demands.rows.at(index.demand_of(support->report)).voices.push_back({support->person, said});
            continue;
        }
        const auto& report = std::get<StreamReport>(*line);
        const ReportLine& words = report.line;
        const Id demand = surfacing::place(index, new_report(report)).demand;
        Row& row = demands.rows[demand];
        if (row.reports.empty()) {
            row.demand = demand;
            row.title = shorten(clean_line(words.title.empty() ? words.text : words.title), shown_characters);
        }
        row.reports.push_back(report.id);
        row.voices.push_back({report.person, said});
    }
    return demands;
}

std::string json_time(const std::optional<Time>& time) {
    return time ? '"' + imports::format_time(*time) + '"' : "null";
}

std::string json_line(const Row& row, std::size_t rank, const ReportStream& stream, double level, Time now) {
    const surfacing::Factors& f = row.factors;
    std::string reports;
    for (const Id report : row.reports) reports += (reports.empty() ? "" : ",") + stream.written(report);
    const std::optional<std::int64_t> quiet = surfacing::quiet_days_to_sink(row.voices, now, level);
    return fmt::format(
        "{{\"rank\":{},\"demand\":{},\"title\":{},\"reports\":[{}],\"surfaced\":{},\"waterline\":{},"
        "\"buoyancy\":{},"
        "\"people\":{},\"new_people\":{},\"effective_people\":{},\"trust\":{},\"recency\":{},\"velocity\":{},"
        "\"first_said\":{},\"last_said\":{},\"quiet_days_to_sink\":{}}}\n",
        rank, stream.written(row.demand), boost::json::serialize(boost::json::string(row.title)), reports,
        f.buoyancy > level, level, f.buoyancy, f.people, f.new_people, f.effective_people, f.trust, f.recency,
        f.velocity, json_time(f.first_said), json_time(f.last_said), quiet ? std::to_string(*quiet) : "null");
}

}  // namespace

void write_board(std::ostream& output, ReportStream& stream, std::optional<Time> until,
                 std::size_t capacity) {
    Demands demands = read_demands(stream, until);
    const Time now = until.value_or(demands.latest);
    std::vector<Row> rows;
    std::vector<double> buoyancies;
    rows.reserve(demands.rows.size());
    buoyancies.reserve(demands.rows.size());
    for (auto& [demand, row] : demands.rows) {
        row.factors = surfacing::factors(row.voices, now);
        buoyancies.push_back(row.factors.buoyancy);
        rows.push_back(std::move(row));
    }
    std::ranges::sort(rows, [](const Row& a, const Row& b) {
        return std::pair(-a.factors.buoyancy, a.demand) < std::pair(-b.factors.buoyancy, b.demand);
    });
    const double level = surfacing::waterline(buoyancies, capacity).level;
    std::size_t rank = 0;
    for (const Row& row : rows) output << json_line(row, ++rank, stream, level, now);
}

}  // namespace canyu::commands
