// canyu backup and canyu restore: the whole database into a folder and back, checked to the last byte.
#include <fmt/core.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <stdexcept>

#include "app/commands/commands.hpp"
#include "app/commands/whole_community.hpp"
#include "base/check.hpp"
#include "features/allotments/allotments.hpp"
#include "features/imports/iso_time.hpp"
#include "platform/db/journal.hpp"
#include "platform/db/sqlite_file.hpp"
#include "platform/files/digest.hpp"

namespace canyu::commands {
namespace {

namespace fs = std::filesystem;

constexpr Phrase copying{"{percent} % copied", "复制了 {percent}%"};
constexpr Phrase hashing{"{percent} % of the SHA-256", "SHA-256 算了 {percent}%"};
constexpr Phrase backed_up{"{folder}: {rows} rows in {tables} tables, as they were at {time}.",
                           "{folder}：{tables} 张表，{rows} 行，都是 {time} 那一刻的样子。"};
constexpr Phrase restored{"{database}: {rows} rows in {tables} tables, as they were at {time}.",
                          "{database}：{tables} 张表，{rows} 行，都是 {time} 那一刻的样子。"};
constexpr Phrase kept_aside{"The database that was there is kept as {path}.", "原来的数据库留在 {path}。"};
constexpr Phrase is_in_use{"{path} is open somewhere. Please stop the server first.",
                           "{path} 正有人开着。请先停下服务。"};
constexpr Phrase is_not_empty{
    "{path} is not empty. With --replace the backup takes its place, and it is kept beside it.",
    "{path} 不是空的。加上 --replace 就换成备份，原来的会留在旁边。"};
constexpr Phrase make_a_new_one{
    "On PostgreSQL a backup goes into an empty database: please make one with createdb, restore into it, and "
    "let the "
    "server use it.",
    "PostgreSQL 的备份要恢复到空的数据库里：请用 createdb 建一个，恢复进去，再让服务用它。"};
constexpr Phrase is_of_sqlite{
    "This backup is a SQLite database. Please restore it to sqlite:PATH; canyu export and canyu import "
    "community take it "
    "to PostgreSQL from there.",
    "这份备份是 SQLite 数据库。请先恢复成 sqlite:路径，再用 canyu export 和 canyu import community 搬到 "
    "PostgreSQL。"};
constexpr Phrase is_damaged{"The database in the backup is damaged: {fault}", "备份里的数据库坏了：{fault}"};

// The journal goes on while the database is copied: what it has more is cut off, so that both are of one
// moment. False where there is none.
bool copy_journal(const std::string& journal, const std::string& copy_of_database, const std::string& copy) {
    if (!fs::exists(journal)) return false;
    db::copy_sqlite(journal, copy);
    {
        db::Database database({.url = "sqlite:" + copy_of_database, .readers = 1});
        db::Database rows({.url = "sqlite:" + copy, .readers = 1});
        const auto reached = database.read([](db::Reader& reader) { return allotments::reached(reader); });
        rows.write([&](db::Writer& writer) {
            writer.execute("create table kept_until (stream bigint primary key, seq bigint not null)");
            for (const allotments::Reached& one : reached)
                writer.execute("insert into kept_until (stream, seq) values (?, ?)", one.id, one.next_seq);
            writer.execute(
                "delete from journal where seq >= coalesce((select seq from kept_until where "
                "kept_until.stream = journal.stream), 0)");
            writer.execute("drop table kept_until");
        });
    }
    CANYU_CHECK(db::close_sqlite(copy_of_database));
    CANYU_CHECK(db::close_sqlite(copy));
    return true;
}

// Pages and not rows, so that it takes what a disk takes; VACUUM INTO would write every table anew.
archive::Manifest copy_database(const std::string& path, const files::NewFolder& folder, ProgressLine& line) {
    const std::string copy = folder.file(archive::database_file);
    const archive::Watch watch = watch_on(line, copying);
    db::copy_sqlite(path, copy, [&](std::int64_t done, std::int64_t all) {
        watch(static_cast<double>(done) / static_cast<double>(std::max(all, std::int64_t{1})));
    });
    archive::Manifest manifest;
    {
        db::Database database({.url = "sqlite:" + copy, .readers = 1});
        manifest = database.read([](db::Reader& reader) { return archive::describe(reader, {}); });
    }
    CANYU_CHECK(db::close_sqlite(copy));
    const bool has_journal = copy_journal(db::journal_file(path), copy, folder.file(archive::journal_file));
    manifest.content = archive::Content::database;
    manifest.files.push_back(
        archive::describe_file(folder.path(), archive::database_file, watch_on(line, hashing)));
    if (has_journal) manifest.files.push_back(archive::describe_file(folder.path(), archive::journal_file));
    return manifest;
}

bool is_empty(const std::string& path) {
    if (fs::file_size(path) == 0) return true;
    db::Database database({.url = "sqlite:" + path, .readers = 1});
    return database.read([](db::Reader& reader) { return archive::table_with_rows(reader).empty(); });
}

void check_room(const std::string& path, bool replace) {
    if (!fs::exists(path)) return;
    if (!replace && !is_empty(path)) throw std::runtime_error(say(is_not_empty, {{"path", path}}));
    if (!db::close_sqlite(path)) throw std::runtime_error(say(is_in_use, {{"path", path}}));
}

void fill_file(const std::string& path, const archive::Manifest& manifest, const std::string& folder,
               ProgressLine& line) {
    if (manifest.content == archive::Content::tables) {
        take_tables_in("sqlite:" + path, manifest, folder, line);
        CANYU_CHECK(db::close_sqlite(path));
        return files::sync(path);
    }
    const auto bytes = static_cast<double>(std::max(manifest.files.front().bytes, std::int64_t{1}));
    const archive::Watch watch = watch_on(line, copying);
    files::copy_file(folder + '/' + archive::database_file, path,
                     [&](std::uintmax_t done) { watch(static_cast<double>(done) / bytes); });
    const auto faults = db::faults_of_sqlite(path);
    if (!faults.empty()) throw std::runtime_error(say(is_damaged, {{"fault", faults.front()}}));
}

// "canyu.sqlite.replaced-2026-11-27T210500.000Z"
std::string name_aside(const std::string& path) {
    std::string time = imports::format_time(SystemClock().now());
    std::erase(time, ':');
    return path + ".replaced-" + time;
}

// Before its database: one that meets an older journal stands still, one that meets another time's would
// follow it.
void restore_journal(const std::string& path, const archive::Manifest& manifest, const std::string& folder,
                     const std::string& kept) {
    const std::string journal = db::journal_file(path);
    if (fs::exists(journal)) {
        CANYU_CHECK(db::close_sqlite(journal));
        if (kept.empty())
            fs::remove(journal);
        else
            fs::rename(journal, db::journal_file(kept));
    }
    if (std::ranges::find(manifest.files, archive::journal_file, &archive::HeldFile::name) ==
        manifest.files.end())
        return;
    const std::string unfinished = journal + ".unfinished";
    files::copy_file(folder + '/' + archive::journal_file, unfinished, [](std::uintmax_t) {});
    files::sync(unfinished);
    fs::rename(unfinished, journal);
}

// Made beside its place and moved there when it is whole. Answers where what was there is kept, "" for
// nowhere.
std::string restore_file(const std::string& path, const archive::Manifest& manifest,
                         const FolderArguments& arguments, ProgressLine& line) {
    check_room(path, arguments.replace);
    const fs::path folder = fs::path(path).parent_path();
    if (!folder.empty()) fs::create_directories(folder);
    const std::string unfinished = path + ".unfinished";
    for (const char* suffix : {"", "-wal", "-shm"}) fs::remove(unfinished + suffix);
    std::string kept;
    try {
        fill_file(unfinished, manifest, arguments.folder, line);
        check_room(path, arguments.replace);
        // A second name for the old one, so that at no moment there is none.
        if (fs::exists(path) && !is_empty(path)) fs::create_hard_link(path, kept = name_aside(path));
        if (fs::exists(path)) CANYU_CHECK(db::close_sqlite(path));
        restore_journal(path, manifest, arguments.folder, kept);
        fs::rename(unfinished, path);
    } catch (...) {
        for (const char* suffix : {"", "-wal", "-shm"}) fs::remove(unfinished + suffix);
        throw;
    }
    files::sync(folder.empty() ? "." : folder.string());
    return kept;
}

}  // namespace

void backup(const FolderArguments& arguments) {
    ProgressLine line(stderr);
    const auto path = sqlite_path_to_read(arguments.config.database);
    files::NewFolder folder = new_folder(arguments.folder);
    const Time now = SystemClock().now();
    archive::Manifest manifest =
        path ? copy_database(*path, folder, line) : write_tables(arguments.config.database, folder, {}, line);
    manifest.purpose = archive::Purpose::backup;
    manifest.made_at = now;
    archive::write(manifest, folder.path());
    folder.finish();
    line.clear();
    print_done(backed_up, "folder", arguments.folder, manifest);
}

void restore(const FolderArguments& arguments) {
    ProgressLine line(stderr);
    const auto path = sqlite_path(arguments.config.database);
    if (!path && arguments.replace) throw std::runtime_error(say(make_a_new_one));
    const archive::Manifest manifest = open_folder(arguments.folder, archive::Purpose::backup, line);
    if (!path && manifest.content == archive::Content::database) throw std::runtime_error(say(is_of_sqlite));
    std::string kept;
    if (path)
        kept = restore_file(*path, manifest, arguments, line);
    else
        take_tables_in(arguments.config.database, manifest, arguments.folder, line);
    line.clear();
    print_done(restored, "database", without_password(arguments.config.database), manifest);
    if (!kept.empty()) fmt::print("{}\n", say(kept_aside, {{"path", kept}}));
}

}  // namespace canyu::commands
