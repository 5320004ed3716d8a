// canyu export and canyu import community: a community as open files, from either engine to either.
#include <cstdio>
#include <filesystem>

#include "app/commands/commands.hpp"
#include "app/commands/whole_community.hpp"

namespace canyu::commands {
namespace {

// Nobody stays signed in by moving, and a file that goes from hand to hand shall open no door.
const std::vector<std::string> stays_behind{"session"};

constexpr Phrase written{
    "{folder}: {rows} rows in {tables} tables. The hashes of passwords are among them, so keep it as you "
    "keep the "
    "database; who is signed in is not.",
    "{folder}：{tables} 张表，{rows} 行。里面有密码的哈希，请像保管数据库一样保管它；谁登录着不在里面。"};
constexpr Phrase taken_in{"{database}: {rows} rows in {tables} tables taken in. Everybody signs in anew.",
                          "{database}：装进了 {tables} 张表，{rows} 行。大家要重新登录一次。"};

}  // namespace

void export_community(const FolderArguments& arguments) {
    ProgressLine line(stderr);
    sqlite_path_to_read(arguments.config.database);
    files::NewFolder folder = new_folder(arguments.folder);
    const Time now = SystemClock().now();
    archive::Manifest manifest = write_tables(arguments.config.database, folder, stays_behind, line);
    manifest.purpose = archive::Purpose::move;
    manifest.made_at = now;
    archive::write(manifest, folder.path());
    folder.finish();
    line.clear();
    print_done(written, "folder", arguments.folder, manifest);
}

void import_community(const FolderArguments& arguments) {
    ProgressLine line(stderr);
    const archive::Manifest manifest = open_folder(arguments.folder, archive::Purpose::move, line);
    if (const auto path = sqlite_path(arguments.config.database)) {
        const auto folder = std::filesystem::path(*path).parent_path();
        if (!folder.empty()) std::filesystem::create_directories(folder);
    }
    take_tables_in(arguments.config.database, manifest, arguments.folder, line);
    line.clear();
    print_done(taken_in, "database", without_password(arguments.config.database), manifest);
}

}  // namespace canyu::commands
