// canyu import reports: takes in a file of reports, says how far it is and which lines it refused.
#include <fmt/core.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <stdexcept>

#include "app/commands/commands.hpp"
#include "app/community.hpp"
#include "app/phrase.hpp"
#include "features/imports/imports.hpp"

namespace canyu::commands {
namespace {

constexpr Phrase refused_line{"line {line}: {reason}", "第 {line} 行：{reason}"};
constexpr Phrase so_far{"{percent} % · {reports} taken in · {known} known already · {refused} refused",
                        "{percent}% · 收下 {reports} 条 · 以前收过 {known} 条 · 没收 {refused} 条"};
constexpr Phrase finished{
    "Done in {seconds} s: {reports} reports and {supports} supports taken in, {known} known already, "
    "{refused} refused.",
    "用了 {seconds} 秒：收下 {reports} 条反馈、{supports} 个支持，以前收过 {known} 条，没收 {refused} 条。"};
constexpr Phrase stopped{"Another import of this file has taken over.",
                         "同一份文件又开始导了，这一次就停在这里。"};

using Watch = std::chrono::steady_clock;

// One line that moves on a terminal; elsewhere a plain line now and then. Refused lines stand above it.
class ProgressLine {
  public:
    void show(const imports::Import& import) {
        const Watch::time_point now = Watch::now();
        if (now < next_) return;
        next_ = now + (on_terminal_ ? std::chrono::milliseconds(100) : std::chrono::seconds(10));
        const std::string words = say(so_far, {{"percent", fmt::format("{:.0f}", import.share * 100)},
                                               {"reports", std::to_string(import.reports)},
                                               {"known", std::to_string(import.known)},
                                               {"refused", std::to_string(import.refused)}});
        if (on_terminal_)
            fmt::print("\r\033[K{} {}", bar(import.share), words);
        else
            fmt::print("{}\n", words);
        std::fflush(stdout);
    }
    void clear() const {
        if (on_terminal_) fmt::print("\r\033[K");
        std::fflush(stdout);
    }

  private:
    static std::string bar(double share) {
        constexpr std::size_t width = 24;
        const auto full = static_cast<std::size_t>(share * width);
        return "[" + std::string(full, '#') + std::string(width - full, '.') + "]";
    }
    const bool on_terminal_ = isatty(STDOUT_FILENO) == 1;
    Watch::time_point next_ = Watch::now() + std::chrono::milliseconds(100);
};

template <class T>
T value_or_throw(Result<T> result) {
    if (!result) throw std::runtime_error(sentence(result.error()));
    return *std::move(result);
}

imports::Import begin(Community& community, const ImportArguments& arguments) {
    const std::string file_name = std::filesystem::path(arguments.file).filename().string();
    // Before anything is made: a file that is not there makes no product.
    value_or_throw(imports::ReportLines::open(arguments.file));
    return value_or_throw(community.store().write([&](db::Writer& writer) -> Result<imports::Import> {
        const Time now = community.clock().now();
        CANYU_TRY(const products::Product product,
                  imports::product_for(writer, community.ids(), arguments.product, now));
        return imports::begin(writer, community.ids(), product.id, file_name, Id{}, now);
    }));
}

}  // namespace

void import_reports(const ImportArguments& arguments) {
    const SystemClock clock;
    Community community(arguments.config, clock);
    const Watch::time_point start = Watch::now();
    ProgressLine progress;
    const auto watch = [&](const imports::Import& import, const Message* refused) {
        if (refused) {
            progress.clear();
            fmt::print(stderr, "{}\n",
                       say(refused_line,
                           {{"line", std::to_string(import.position)}, {"reason", sentence(*refused)}}));
        }
        progress.show(import);
        return true;
    };
    const imports::Workshop workshop{community.store(), community.ids(), clock, community.demands()};
    const imports::Import import =
        value_or_throw(imports::import_reports(workshop, arguments.file, begin(community, arguments), watch));
    progress.clear();
    if (import.state == imports::ImportState::stopped) throw std::runtime_error(say(stopped));
    const double seconds = std::chrono::duration<double>(Watch::now() - start).count();
    fmt::print("{}\n", say(finished, {{"seconds", fmt::format("{:.1f}", seconds)},
                                      {"reports", std::to_string(import.reports)},
                                      {"supports", std::to_string(import.supports)},
                                      {"known", std::to_string(import.known)},
                                      {"refused", std::to_string(import.refused)}}));
}

}  // namespace canyu::commands
