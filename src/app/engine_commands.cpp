#include "app/engine_commands.hpp"

#include <CLI/CLI.hpp>
#include <memory>
#include <string>

#include "app/command_words.hpp"
#include "app/commands/commands.hpp"
#include "app/phrase.hpp"
#include "engines/allocation/checks.hpp"
#include "features/imports/iso_time.hpp"

namespace canyu {
namespace {

std::string not_a_time(const std::string& text) {
    if (imports::parse_time(text)) return {};
    return say({"write a time like 2024-05-01 or 2024-05-01T12:30:00",
                "时间请写成 2024-05-01 或 2024-05-01T12:30:00 这样"});
}

CLI::App& add_surfacing_command(CLI::App& surfacing, const char* name, const Phrase& about,
                                const std::shared_ptr<commands::SurfacingArguments>& arguments,
                                void (*run)(const commands::SurfacingArguments&)) {
    CLI::App& command = *surfacing.add_subcommand(name, say(about));
    command
        .add_option("--input", arguments->input,
                    say({"reports, JSON lines, plain or gzip", "反馈文件：每行一个 JSON，可以是 gzip"}))
        ->required();
    command.add_option("--output", arguments->output, say({"file to write", "结果写到哪个文件"}))->required();
    command.callback([arguments, run] { run(*arguments); });
    return command;
}

void add_replay_options(CLI::App& replay, commands::SurfacingArguments& arguments) {
    replay.add_option("--k", arguments.k, say({"answers a report", "每条给几个答案"}))
        ->check(CLI::Range(1, 1000))
        ->capture_default_str();
    replay
        .add_option(
            "--query", arguments.query,
            say({"what to ask with: all, title or body", "拿什么去找：all 全文，title 标题，body 正文"}))
        ->check(CLI::IsMember({"all", "title", "body"}))
        ->capture_default_str();
}

void add_board_options(CLI::App& board, commands::SurfacingArguments& arguments) {
    board.add_option("--until", arguments.until, say(words::until))->check(&not_a_time);
    board.add_option("--capacity", arguments.capacity, say(words::capacity))->capture_default_str();
}

void add_surfacing_commands(CLI::App& app) {
    const auto arguments = std::make_shared<commands::SurfacingArguments>();
    CLI::App& surfacing = *app.add_subcommand("surfacing", say(words::surfacing));
    surfacing.require_subcommand(1);
    add_replay_options(add_surfacing_command(surfacing, "replay", words::replay, arguments, commands::replay),
                       *arguments);
    add_surfacing_command(surfacing, "cluster", words::cluster, arguments, commands::cluster);
    add_board_options(add_surfacing_command(surfacing, "board", words::board, arguments, commands::board),
                      *arguments);
}

void add_allocation_commands(CLI::App& app) {
    const auto arguments = std::make_shared<commands::SimulateArguments>();
    CLI::App& allocation = *app.add_subcommand("allocation", say(words::allocation));
    allocation.require_subcommand(1);
    CLI::App& simulate = *allocation.add_subcommand("simulate", say(words::simulate));
    simulate.add_option("--seed", arguments->seed, say(words::seed))
        ->check(CLI::NonNegativeNumber)
        ->capture_default_str();
    simulate.add_option("--runs", arguments->runs, say(words::runs))
        ->check(CLI::PositiveNumber)
        ->capture_default_str();
    simulate.add_option("--history", arguments->history, say(words::history));
    simulate.add_option("--without", arguments->without, say(words::without))
        ->check(CLI::IsMember(
            std::vector<std::string>(allocation::check_names.begin(), allocation::check_names.end())));
    simulate.callback([arguments] { commands::simulate(*arguments); });
}

}  // namespace

void add_engine_commands(CLI::App& app) {
    add_surfacing_commands(app);
    add_allocation_commands(app);
}

}  // namespace canyu
