// canyu import reports | csv | fider | discourse: takes in what was said elsewhere, says how far it is and
// which lines it refused.
#include <fmt/core.h>

#include <chrono>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <stdexcept>

#include "app/commands/commands.hpp"
#include "app/commands/progress_line.hpp"
#include "app/community.hpp"
#include "app/phrase.hpp"
#include "features/imports/imports.hpp"

namespace canyu::commands {
namespace {

constexpr Phrase refused_line{"line {line}: {reason}", "第 {line} 行：{reason}"};
constexpr Phrase so_far{"{percent} % · {reports} taken in · {known} known already · {refused} refused",
                        "{percent}% · 收下 {reports} 条 · 以前收过 {known} 条 · 没收 {refused} 条"};
constexpr Phrase finished{
    "Done in {seconds} s: {reports} reports, {supports} supports and {posts} posts taken in, {known} known "
    "already, "
    "{refused} refused.",
    "用了 {seconds} 秒：收下 {reports} 条反馈、{supports} 个支持、{posts} 个帖子，以前收过 {known} 条，没收 "
    "{refused} 条。"};
constexpr Phrase stopped{"Another import of this file has taken over.",
                         "同一份文件又开始导了，这一次就停在这里。"};

using Watch = std::chrono::steady_clock;

std::string so_far_of(const imports::Import& import) {
    return say(so_far, {{"percent", fmt::format("{:.0f}", import.share * 100)},
                        {"reports", std::to_string(import.reports)},
                        {"known", std::to_string(import.known)},
                        {"refused", std::to_string(import.refused)}});
}

// "text=Description", as it is said.
std::vector<imports::ColumnChoice> choices_of(const ImportArguments& arguments) {
    std::vector<imports::ColumnChoice> choices;
    for (const std::string& column : arguments.columns) {
        const std::size_t equals = std::min(column.find('='), column.size());
        choices.push_back({column.substr(0, equals), column.substr(std::min(equals + 1, column.size()))});
    }
    return choices;
}

// The last part of the path, also of "export/".
std::string name_of(const std::string& path) {
    const std::filesystem::path whole = std::filesystem::path(path).lexically_normal();
    return (whole.has_filename() ? whole : whole.parent_path()).filename().string();
}

imports::Import begin(Community& community, const ImportArguments& arguments) {
    const std::string file_name = name_of(arguments.file);
    // Before anything is made: a file that is not there makes no product.
    value_or_throw(imports::open_lines(arguments.format, arguments.file, choices_of(arguments)));
    return value_or_throw(community.store().write([&](db::Writer& writer) -> Result<imports::Import> {
        const Time now = community.clock().now();
        CANYU_TRY(const products::Product product,
                  imports::product_for(writer, community.ids(), arguments.product, now));
        return imports::begin(writer, community.ids(), product.id, file_name, Id{}, now, arguments.format);
    }));
}

}  // namespace

void import_reports(const ImportArguments& arguments) {
    const SystemClock clock;
    Community community(arguments.config, clock);
    const Watch::time_point start = Watch::now();
    ProgressLine progress(stdout);
    const auto watch = [&](const imports::Import& import, const Message* refused) {
        if (refused) {
            progress.clear();
            fmt::print(stderr, "{}\n",
                       say(refused_line,
                           {{"line", std::to_string(import.position)}, {"reason", sentence(*refused)}}));
        }
        progress.show(import.share, [&] { return so_far_of(import); });
        return true;
    };
    const imports::Workshop workshop{community.store(), community.ids(), clock, community.demands()};
    const imports::Import import = value_or_throw(imports::import_reports(
        workshop, arguments.file, begin(community, arguments), watch, choices_of(arguments)));
    progress.clear();
    if (import.state == imports::ImportState::stopped) throw std::runtime_error(say(stopped));
    const double seconds = std::chrono::duration<double>(Watch::now() - start).count();
    fmt::print("{}\n", say(finished, {{"seconds", fmt::format("{:.1f}", seconds)},
                                      {"reports", std::to_string(import.reports)},
                                      {"supports", std::to_string(import.supports)},
                                      {"posts", std::to_string(import.posts)},
                                      {"known", std::to_string(import.known)},
                                      {"refused", std::to_string(import.refused)}}));
}

}  // namespace canyu::commands
