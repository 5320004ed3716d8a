#include "app/commands/whole_community.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <filesystem>
#include <stdexcept>

#include "app/migrations.hpp"
#include "app/phrase.hpp"
#include "features/imports/iso_time.hpp"
#include "platform/db/db.hpp"
#include "platform/search/search.hpp"

namespace canyu::commands {
namespace {

namespace fs = std::filesystem;

constexpr Phrase no_database{"There is no database {path}.", "没有 {path} 这个数据库。"};
constexpr Phrase folder_is_there{
    "{folder} is there already, and nothing is overwritten. Please name a new folder.",
    "{folder} 已经有了，不会去覆盖它。请换一个新的名字。"};
constexpr Phrase folder_is_being_made{
    "{folder} is there: another command is writing it, or one was broken off. Delete it if nothing writes "
    "there.",
    "{folder} 已经在了：也许另一个命令正在写，也许上次中断了。确认没有谁在写，就把它删掉。"};
constexpr Phrase writing{"{percent} % written", "写好了 {percent}%"};
constexpr Phrase checking{"{percent} % checked", "核对了 {percent}%"};
constexpr Phrase taking_in{"{percent} % taken in", "装进去了 {percent}%"};
constexpr Phrase is_a_backup{"{folder} is a backup: canyu restore takes it in.",
                             "{folder} 是一份备份，请用 canyu restore 来恢复。"};
constexpr Phrase is_an_export{"{folder} was made by canyu export: canyu import community takes it in.",
                              "{folder} 是 canyu export 做的，请用 canyu import community 装进去。"};
constexpr Phrase tables_are_newer{
    "The tables of this database are newer than what is to be taken in. Please give a database without "
    "tables.",
    "这个数据库的表比要装进去的内容新。请给一个还没有建表的数据库。"};

// A database that has gone further than the folder cannot take in the rows of then.
void refuse_newer_tables(db::Database& database, const archive::Manifest& manifest) {
    const auto known = database.read([](db::Reader& reader) { return db::applied_migrations(reader); });
    for (const std::string& name : known)
        if (std::ranges::find(manifest.migrations, name) == manifest.migrations.end())
            throw std::runtime_error(say(tables_are_newer));
}

}  // namespace

std::optional<std::string> sqlite_path(const std::string& url) {
    constexpr std::string_view sqlite = "sqlite:";
    if (!url.starts_with(sqlite)) return std::nullopt;
    return url.substr(sqlite.size());
}

std::optional<std::string> sqlite_path_to_read(const std::string& url) {
    auto path = sqlite_path(url);
    if (path && !fs::exists(*path)) throw std::runtime_error(say(no_database, {{"path", *path}}));
    return path;
}

files::NewFolder new_folder(const std::string& path) {
    if (fs::symlink_status(path).type() != fs::file_type::not_found)
        throw std::runtime_error(say(folder_is_there, {{"folder", path}}));
    const std::string unfinished = path + ".unfinished";
    if (fs::exists(unfinished)) throw std::runtime_error(say(folder_is_being_made, {{"folder", unfinished}}));
    return files::NewFolder(path);
}

archive::Watch watch_on(ProgressLine& line, const Phrase& phrase) {
    return [&line, &phrase](double share) {
        line.show(share, [&] { return say(phrase, {{"percent", fmt::format("{:.0f}", share * 100)}}); });
    };
}

archive::Manifest write_tables(const std::string& url, const files::NewFolder& folder,
                               const std::vector<std::string>& left_out, ProgressLine& line) {
    db::Database database({.url = url, .readers = 1});
    return database.read([&](db::Reader& reader) {
        archive::Manifest manifest = archive::describe(reader, left_out);
        archive::write_tables(reader, manifest, folder.path(), watch_on(line, writing));
        return manifest;
    });
}

archive::Manifest open_folder(const std::string& folder, archive::Purpose purpose, ProgressLine& line) {
    archive::Manifest manifest = value_or_throw(archive::read(folder));
    if (manifest.purpose != purpose) {
        const Phrase& phrase = manifest.purpose == archive::Purpose::backup ? is_a_backup : is_an_export;
        throw std::runtime_error(say(phrase, {{"folder", folder}}));
    }
    std::vector<std::string_view> known;
    for (const db::Migration& migration : migrations()) known.push_back(migration.name);
    value_or_throw(archive::check_age(manifest, known));
    value_or_throw(archive::verify(manifest, folder, watch_on(line, checking)));
    return manifest;
}

void take_tables_in(const std::string& url, const archive::Manifest& manifest, const std::string& folder,
                    ProgressLine& line) {
    db::Database database({.url = url, .readers = 1});
    const Time now = SystemClock().now();
    std::vector<db::Migration> of_then = migrations();
    std::erase_if(of_then, [&](const db::Migration& migration) {
        return std::ranges::find(manifest.migrations, migration.name) == manifest.migrations.end();
    });
    refuse_newer_tables(database, manifest);
    db::migrate(database, of_then, now);
    value_or_throw(database.write([&](db::Writer& writer) {
        return archive::read_tables(writer, manifest, folder, watch_on(line, taking_in));
    }));
    db::migrate(database, migrations(), now);
    database.write([](db::Writer& writer) { search::rebuild(writer); });
}

void print_done(const Phrase& phrase, const std::string& name, const std::string& place,
                const archive::Manifest& manifest) {
    std::int64_t rows = 0;
    for (const archive::Rows& table : manifest.tables) rows += table.rows;
    fmt::print("{}\n", say(phrase, {{name, place},
                                    {"rows", std::to_string(rows)},
                                    {"tables", std::to_string(manifest.tables.size())},
                                    {"time", imports::format_time(manifest.made_at)}}));
    for (const archive::Rows& table : manifest.tables)
        if (table.rows > 0) fmt::print("  {:<24} {:>12}\n", table.table, table.rows);
}

}  // namespace canyu::commands
