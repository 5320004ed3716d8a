// canyu surfacing replay | cluster | board: the surfacing engine run over a file, for measuring it and for
// recomputing a board. A stream is read in its order, and only the past is known at every line.
#include <fmt/core.h>

#include <chrono>
#include <fstream>
#include <functional>
#include <memory>
#include <stdexcept>
#include <string>

#include "app/commands/commands.hpp"
#include "app/commands/report_stream.hpp"
#include "app/commands/surfacing_board.hpp"
#include "app/phrase.hpp"
#include "engines/surfacing/clustering.hpp"
#include "engines/surfacing/index.hpp"

namespace canyu::commands {
namespace {

ReportStream open_input(const SurfacingArguments& arguments) {
    Result<ReportStream> stream = ReportStream::open(arguments.input);
    if (!stream) throw std::runtime_error(sentence(stream.error().message));
    return std::move(*stream);
}

void write_output(const SurfacingArguments& arguments, const std::function<void(std::ostream&)>& write) {
    std::ofstream output(arguments.output, std::ios::binary | std::ios::trunc);
    if (output) write(output);
    output.close();
    const Phrase unwritable = {"{path} cannot be written.", "写不了 {path}。"};
    if (!output) throw std::runtime_error(say(unwritable, {{"path", arguments.output}}));
}

surfacing::Query query_of(const StreamReport& report, const SurfacingArguments& arguments) {
    surfacing::Query query{.limit = arguments.k};
    if (arguments.query != "body") query.title = report.line.title;
    if (arguments.query != "title") query.body = report.line.text;
    return query;
}

void write_answer(std::ostream& output, const ReportStream& stream, Id report,
                  const std::vector<surfacing::Match>& matches, std::int64_t micros) {
    std::string reports;
    std::string probabilities;
    for (const surfacing::Match& match : matches) {
        const char* comma = reports.empty() ? "" : ",";
        reports += comma + stream.written(match.report);
        probabilities += fmt::format("{}{:.6f}", comma, match.probability);
    }
    output << fmt::format("{{\"id\":{},\"reports\":[{}],\"probability\":[{}],\"micros\":{}}}\n",
                          stream.written(report), reports, probabilities, micros);
}

// A text id without its quotes, as the other columns of a TSV file are; escapes stay, so that no id can break
// its line.
std::string_view unquoted(std::string_view id) {
    return id.starts_with('"') ? id.substr(1, id.size() - 2) : id;
}

// Nothing when the file is none, but reports.
std::optional<surfacing::Tally> published_tally(const std::string& path) {
    std::ifstream input(path, std::ios::binary);
    constexpr std::string_view beginning = "{\"tally\":";
    std::string start(beginning.size(), ' ');
    if (!input.read(start.data(), static_cast<std::streamsize>(start.size())) || start != beginning)
        return std::nullopt;
    input.seekg(0);
    auto tally = surfacing::read_tally(input);
    const Phrase unreadable = {"Line {line} of the tally cannot be read. Was the file cut?",
                               "计票文件第 {line} 行读不了，文件是不是不完整？"};
    if (!tally) throw std::runtime_error(say(unreadable, {{"line", std::to_string(tally.error())}}));
    return *std::move(tally);
}

void recount_board(const SurfacingArguments& arguments, const surfacing::Tally& tally) {
    std::size_t differing = 0;
    write_output(arguments, [&](std::ostream& output) { differing = write_recounted(output, tally); });
    const Phrase differs = {"{count} of {all} demands are not as published.",
                            "{all} 个需求里有 {count} 个和公布的不一样。"};
    const std::string all = std::to_string(tally.demands.size());
    if (differing > 0)
        throw std::runtime_error(say(differs, {{"count", std::to_string(differing)}, {"all", all}}));
    const Phrase same = {"All {all} demands are as published.", "{all} 个需求都和公布的一样。"};
    fmt::print("{}\n", say(same, {{"all", all}}));
}

}  // namespace

void replay(const SurfacingArguments& arguments) {
    using Watch = std::chrono::steady_clock;
    ReportStream stream = open_input(arguments);
    write_output(arguments, [&](std::ostream& output) {
        surfacing::Index index;
        surfacing::Clustering clustering;
        while (const auto line = stream.next()) {
            const auto* report = std::get_if<StreamReport>(&*line);
            if (report == nullptr) continue;
            const Watch::time_point asked = Watch::now();
            const std::vector<surfacing::Match> matches = index.find(query_of(*report, arguments));
            const auto took = std::chrono::duration_cast<std::chrono::microseconds>(Watch::now() - asked);
            write_answer(output, stream, report->id, matches, took.count());
            clustering.place(index, new_report(*report));
        }
    });
}

void cluster(const SurfacingArguments& arguments) {
    ReportStream stream = open_input(arguments);
    write_output(arguments, [&](std::ostream& output) {
        surfacing::Index index;
        surfacing::Clustering clustering;
        while (const auto line = stream.next()) {
            const auto* report = std::get_if<StreamReport>(&*line);
            if (report == nullptr) continue;
            const surfacing::Placement placement = clustering.place(index, new_report(*report));
            output << unquoted(stream.written(report->id)) << '\t'
                   << unquoted(stream.written(placement.demand)) << '\n';
        }
    });
}

void board(const SurfacingArguments& arguments) {
    if (const auto tally = published_tally(arguments.input)) return recount_board(arguments, *tally);
    std::optional<Time> until;
    if (!arguments.until.empty()) until = imports::parse_time(arguments.until);
    ReportStream stream = open_input(arguments);
    write_output(arguments,
                 [&](std::ostream& output) { write_board(output, stream, until, arguments.capacity); });
}

}  // namespace canyu::commands
