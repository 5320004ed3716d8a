// canyu demo: makes the demo community if there is none, and serves it.
#include <fmt/core.h>

#include <filesystem>

#include "app/commands/commands.hpp"
#include "app/community.hpp"
#include "app/demo/demo.hpp"
#include "app/phrase.hpp"
#include "platform/db/journal.hpp"

namespace canyu::commands {
namespace {

namespace fs = std::filesystem;

constexpr Phrase making{"Making the demo community, once; it takes a few seconds.",
                        "正在准备演示社区，只做这一次，要几秒钟。"};
constexpr Phrase sign_in_as{"Sign in as (shown only this once):", "可以用这些身份登录（只显示这一次）："};
constexpr Phrase there_already{
    "The demo community of {file} goes on; its passwords were shown when it was made. To begin anew, delete "
    "the file.",
    "接着用 {file} 里的演示社区，密码在它做好的时候显示过。想重新来，删掉这个文件。"};

// Made beside its place and moved there when it is whole, so that a killed start leaves no half community.
void make(const Config& config, const fs::path& file) {
    fmt::print("{}\n", say(making));
    std::fflush(stdout);
    const fs::path unfinished = file.string() + ".unfinished";
    const std::string journal = db::journal_file(unfinished.string());
    for (const std::string& name : {unfinished.string(), journal})
        for (const char* suffix : {"", "-wal", "-shm"}) fs::remove(name + suffix);
    Config building = config;
    building.database = "sqlite:" + unfinished.string();
    std::vector<demo::Account> accounts;
    {
        const SystemClock now;
        ManualClock clock(now.now());
        Community community(building, clock);
        accounts = demo::live_through(community, clock, now.now());
    }
    fs::rename(journal, db::journal_file(file.string()));
    fs::rename(unfinished, file);
    fmt::print("{}\n", say(sign_in_as));
    for (const demo::Account& account : accounts)
        fmt::print("  {:<8} {:<20} {}\n", account.role, account.name, account.password);
}

}  // namespace

void demo(const Config& config) {
    constexpr std::string_view sqlite = "sqlite:";
    if (!config.database.starts_with(sqlite))
        throw std::runtime_error("the demo lives in SQLite; say --database sqlite:PATH");
    const fs::path file = config.database.substr(sqlite.size());
    if (fs::exists(file))
        fmt::print("{}\n", say(there_already, {{"file", file.string()}}));
    else
        make(config, file);
    serve(config);
}

}  // namespace canyu::commands
