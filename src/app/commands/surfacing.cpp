// canyu surfacing replay | cluster | board: the surfacing engine run over a file, for measuring it and for
// recomputing a board. A stream is read in its order, and only the past is known at every line.
#include <fmt/core.h>

#include <CLI/CLI.hpp>
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

struct Arguments {
    std::string input;
    std::string output;
    std::string query = "all";
    std::size_t k = 10;
    std::string until;
    std::size_t capacity = 10;
};

ReportStream open_input(const Arguments& arguments) {
    Result<ReportStream> stream = ReportStream::open(arguments.input);
    if (!stream) throw std::runtime_error(sentence(stream.error().message));
    return std::move(*stream);
}

void write_output(const Arguments& arguments, const std::function<void(std::ostream&)>& write) {
    std::ofstream output(arguments.output, std::ios::binary | std::ios::trunc);
    if (output) write(output);
    output.close();
    const Phrase unwritable = {"{path} cannot be written.", "写不了 {path}。"};
    if (!output) throw std::runtime_error(say(unwritable, {{"path", arguments.output}}));
}

surfacing::Query query_of(const StreamReport& report, const Arguments& arguments) {
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

void replay(const Arguments& arguments) {
    using Watch = std::chrono::steady_clock;
    ReportStream stream = open_input(arguments);
    write_output(arguments, [&](std::ostream& output) {
        surfacing::Index index;
        while (const auto line = stream.next()) {
            const auto* report = std::get_if<StreamReport>(&*line);
            if (report == nullptr) continue;
            const Watch::time_point asked = Watch::now();
            const std::vector<surfacing::Match> matches = index.find(query_of(*report, arguments));
            const auto took = std::chrono::duration_cast<std::chrono::microseconds>(Watch::now() - asked);
            write_answer(output, stream, report->id, matches, took.count());
            surfacing::place(index,
                             {.id = report->id, .title = report->line.title, .body = report->line.text});
        }
    });
}

// A text id without its quotes, as the other columns of a TSV file are; escapes stay, so that no id can break
// its line.
std::string_view unquoted(std::string_view id) {
    return id.starts_with('"') ? id.substr(1, id.size() - 2) : id;
}

void cluster(const Arguments& arguments) {
    ReportStream stream = open_input(arguments);
    write_output(arguments, [&](std::ostream& output) {
        surfacing::Index index;
        while (const auto line = stream.next()) {
            const auto* report = std::get_if<StreamReport>(&*line);
            if (report == nullptr) continue;
            const surfacing::Placement placement =
                place(index, {.id = report->id, .title = report->line.title, .body = report->line.text});
            output << unquoted(stream.written(report->id)) << '\t'
                   << unquoted(stream.written(placement.demand)) << '\n';
        }
    });
}

void board(const Arguments& arguments) {
    std::optional<Time> until;
    if (!arguments.until.empty()) until = imports::parse_time(arguments.until);
    ReportStream stream = open_input(arguments);
    write_output(arguments,
                 [&](std::ostream& output) { write_board(output, stream, until, arguments.capacity); });
}

CLI::App* add(CLI::App& surfacing, const std::shared_ptr<Arguments>& arguments, const char* name,
              const Phrase& about, void (*run)(const Arguments&)) {
    CLI::App* command = surfacing.add_subcommand(name, say(about));
    command
        ->add_option("--input", arguments->input,
                     say({"reports, JSON lines, plain or gzip", "反馈文件：每行一个 JSON，可以是 gzip"}))
        ->required();
    command->add_option("--output", arguments->output, say({"file to write", "结果写到哪个文件"}))
        ->required();
    command->callback([arguments, run] { run(*arguments); });
    return command;
}

std::string not_a_time(const std::string& text) {
    if (imports::parse_time(text)) return {};
    return say({"write a time like 2024-05-01 or 2024-05-01T12:30:00",
                "时间请写成 2024-05-01 或 2024-05-01T12:30:00 这样"});
}

}  // namespace

void add_surfacing_command(CLI::App& app) {
    CLI::App* surfacing = app.add_subcommand(
        "surfacing",
        say({"run the surfacing engine over a file of reports", "拿一份反馈文件，跑一遍需求浮出水面"}));
    surfacing->require_subcommand(1);
    const auto arguments = std::make_shared<Arguments>();
    CLI::App* replayed = add(*surfacing, arguments, "replay",
                             {"for each report, before it joins: the likeliest earlier demands",
                              "逐条重放：每条反馈进来之前，先找出它最像的旧需求"},
                             &replay);
    replayed->add_option("--k", arguments->k, say({"answers a report", "每条给几个答案"}))
        ->check(CLI::Range(1, 1000))
        ->capture_default_str();
    replayed
        ->add_option(
            "--query", arguments->query,
            say({"what to ask with: all, title or body", "拿什么去找：all 全文，title 标题，body 正文"}))
        ->check(CLI::IsMember({"all", "title", "body"}))
        ->capture_default_str();
    add(*surfacing, arguments, "cluster",
        {"group the reports into demands in one pass", "把反馈一遍归成需求，一行一个：反馈、需求"}, &cluster);
    CLI::App* ranked = add(*surfacing, arguments, "board",
                           {"rank the demands, with every factor", "给需求排浮力，每个因子都写出来"}, &board);
    ranked
        ->add_option("--until", arguments->until,
                     say({"hear nothing said later; default: the last line's time",
                          "只听到这个时间为止，默认听到最后一行"}))
        ->check(&not_a_time);
    ranked
        ->add_option("--capacity", arguments->capacity,
                     say({"demands the squads can take next week", "下周各小组一共接得下几个需求"}))
        ->capture_default_str();
}

}  // namespace canyu::commands
