// canyu allocation simulate: the allocation engine against everything that can fail, seed after seed.
#include <fmt/core.h>

#include <fstream>
#include <stdexcept>
#include <string>

#include "app/commands/commands.hpp"
#include "app/phrase.hpp"
#include "engines/allocation/simulation/simulation.hpp"

namespace canyu::commands {
namespace {

using allocation::simulation::Run;
using allocation::simulation::Tally;

struct Counted {
    Phrase what;
    std::uint64_t Tally::* count;
};

constexpr Counted counted[] = {
    {{"asks", "请求"}, &Tally::asks},
    {{"retries", "重试"}, &Tally::retries},
    {{"acknowledged", "答应了"}, &Tally::acknowledged},
    {{"refused", "拒绝了"}, &Tally::refused},
    {{"decisions in the ledger", "账本里的决定"}, &Tally::decisions},
    {{"rows in the ledger", "账本的行"}, &Tally::rows},
    {{"crashes", "崩溃"}, &Tally::crashes},
    {{"pauses", "停顿"}, &Tally::pauses},
    {{"clock jumps", "时钟跳变"}, &Tally::clock_jumps},
    {{"takeovers", "换主"}, &Tally::takeovers},
    {{"recoveries by an operator", "人工恢复"}, &Tally::recoveries},
    {{"lost appends", "丢失的写入"}, &Tally::lost_appends},
    {{"appends kept though said to have failed", "说失败其实写下了的写入"}, &Tally::unsaid_appends},
    {{"appends that came late", "迟到的写入"}, &Tally::late_appends},
    {{"appends of a stale leader, refused", "旧主的写入，被拒"}, &Tally::stale_appends},
    {{"ledgers that could not be read", "读不了账本"}, &Tally::unread_ledgers},
    {{"lost messages", "丢失的消息"}, &Tally::lost_messages},
    {{"repeated messages", "重复的消息"}, &Tally::repeated_messages},
};

std::ofstream open_history(const std::string& path) {
    if (path.empty()) return {};
    std::ofstream history(path, std::ios::binary | std::ios::trunc);
    const Phrase unwritable = {"{path} cannot be written.", "写不了 {path}。"};
    if (!history) throw std::runtime_error(say(unwritable, {{"path", path}}));
    return history;
}

void print(const Tally& tally) {
    for (const auto& [what, count] : counted) fmt::print("{:>12}  {}\n", tally.*count, say(what));
}

}  // namespace

void simulate(const SimulateArguments& arguments) {
    allocation::Checks checks;
    if (const auto check = allocation::check_named(arguments.without)) checks = checks.without(*check);
    std::ofstream history = open_history(arguments.history);
    Tally tally;
    for (std::uint64_t seed = arguments.seed; seed - arguments.seed < arguments.runs; ++seed) {
        if (history.is_open()) history << fmt::format(R"({{"event":"run","seed":"{}"}})", seed) << "\n";
        const Run run = allocation::simulation::simulate(
            {.seed = seed, .checks = checks, .history = history.is_open() ? &history : nullptr});
        tally += run.tally;
        if (!run.violation) continue;
        print(tally);
        const Phrase broken = {"A promise is broken: {what}. To see it again: --seed {seed} --runs 1",
                               "有一条承诺没守住：{what}。重现：--seed {seed} --runs 1"};
        throw std::runtime_error(say(broken, {{"seed", std::to_string(seed)}, {"what", *run.violation}}));
    }
    print(tally);
    const Phrase held = {"{runs} runs: everything that was answered held.", "跑了 {runs} 轮：答应的都算数。"};
    fmt::print("{}\n", say(held, {{"runs", std::to_string(arguments.runs)}}));
}

}  // namespace canyu::commands
