// canyu doctor: looks for damage, for rows that name others which are not there, and for counts that are
// wrong.
#include <fmt/core.h>

#include <algorithm>
#include <cstdio>
#include <stdexcept>

#include "app/commands/commands.hpp"
#include "app/commands/whole_community.hpp"
#include "app/migrations.hpp"
#include "app/upkeep.hpp"
#include "platform/db/sqlite_file.hpp"
#include "platform/search/search.hpp"

namespace canyu::commands {
namespace {

constexpr std::size_t most_shown = 20;  // of one kind

constexpr Phrase not_up_to_date{
    "The database is not at the state of this program. Please run canyu migrate first.",
    "数据库还没升到这个版本。请先运行 canyu migrate。"};
constexpr Phrase damage{"damage: {fault}", "损坏：{fault}"};
constexpr Phrase names_nothing{"{table}.{column} names {id}, which is not in {target}",
                               "{table}.{column} 指向 {id}，而 {target} 里没有它"};
constexpr Phrase miscounted{"{table} {id}: {column} is {kept}, counted {counted}",
                            "{table} {id}：{column} 记的是 {kept}，数出来是 {counted}"};
constexpr Phrase and_more{"… and {count} more", "……还有 {count} 处"};
constexpr Phrase mended{"{table}.{column}: {count} put right", "{table}.{column}：改对了 {count} 处"};
constexpr Phrase search_is_wrong{"search: {count} documents and entries do not belong together",
                                 "搜索：有 {count} 处内容和索引对不上"};
constexpr Phrase search_is_mended{"search: the index was made anew", "搜索：索引重新做好了"};
constexpr Phrase is_well{
    "All is well: {counts} kinds of counts and {references} kinds of references looked at.",
    "一切正常：看过 {counts} 种计数、{references} 种引用。"};
constexpr Phrase all_mended{"All {count} are put right.", "{count} 处都改对了。"};
constexpr Phrase is_not_well{"{count} things are wrong; canyu doctor --recount puts counts and search right.",
                             "有 {count} 处不对；计数和搜索可以用 canyu doctor --recount 改对。"};
constexpr Phrase is_beyond_mending{
    "{count} things are wrong that no recount mends. The latest backup may help; please keep the database as "
    "it is.",
    "有 {count} 处不对，重新计数也改不了。看看最近的备份，现在的数据库请先留着。"};

// Shows the first of many findings, and how many there are.
template <class Finding, class Words>
std::size_t show(const std::vector<Finding>& findings, Words words) {
    for (std::size_t i = 0; i < std::min(findings.size(), most_shown); ++i)
        fmt::print("{}\n", words(findings[i]));
    if (findings.size() > most_shown)
        fmt::print("{}\n", say(and_more, {{"count", std::to_string(findings.size() - most_shown)}}));
    return findings.size();
}

void check_migrations(db::Database& database) {
    std::vector<std::string> own;
    for (const db::Migration& migration : migrations()) own.emplace_back(migration.name);
    std::ranges::sort(own);
    if (database.read([](db::Reader& reader) { return db::applied_migrations(reader); }) != own)
        throw std::runtime_error(say(not_up_to_date));
}

std::size_t look_for_damage(const std::string& url) {
    const auto path = sqlite_path(url);
    if (!path) return 0;  // PostgreSQL looks after its own pages
    return show(db::faults_of_sqlite(*path),
                [](const std::string& fault) { return say(damage, {{"fault", fault}}); });
}

std::size_t look_at(db::Database& database, const db::Reference& reference) {
    const auto ids = database.read([&](db::Reader& reader) { return db::missing(reader, reference); });
    return show(ids, [&](Id id) {
        return say(names_nothing, {{"table", reference.table},
                                   {"column", reference.column},
                                   {"id", to_string(id)},
                                   {"target", reference.target}});
    });
}

// Each count is a transaction of its own, so that nobody who writes waits long.
std::size_t look_at(db::Database& database, const db::CachedCount& count, bool recount) {
    const auto wrong = database.read([&](db::Reader& reader) { return db::miscounts(reader, count); });
    show(wrong, [&](const db::Miscount& one) {
        return say(miscounted, {{"table", count.table},
                                {"id", to_string(one.key)},
                                {"column", count.column},
                                {"kept", std::to_string(one.kept)},
                                {"counted", std::to_string(one.counted)}});
    });
    if (wrong.empty() || !recount) return wrong.size();
    const std::int64_t rows = database.write([&](db::Writer& writer) { return db::mend(writer, count); });
    fmt::print(
        "{}\n",
        say(mended, {{"table", count.table}, {"column", count.column}, {"count", std::to_string(rows)}}));
    return wrong.size();
}

std::size_t look_at_search(db::Database& database, bool recount) {
    const std::int64_t wrong =
        database.read([](db::Reader& reader) { return search::count_unindexed(reader); });
    if (wrong == 0) return 0;
    fmt::print("{}\n", say(search_is_wrong, {{"count", std::to_string(wrong)}}));
    if (recount) {
        database.write([](db::Writer& writer) { search::rebuild(writer); });
        fmt::print("{}\n", say(search_is_mended));
    }
    return static_cast<std::size_t>(wrong);
}

}  // namespace

void doctor(const DoctorArguments& arguments) {
    sqlite_path_to_read(arguments.config.database);
    db::Database database({.url = arguments.config.database, .readers = 1});
    check_migrations(database);
    const db::Upkeep all = upkeep();
    std::size_t beyond_mending = look_for_damage(arguments.config.database);
    for (const db::Reference& reference : all.references) beyond_mending += look_at(database, reference);
    std::size_t wrong = look_at_search(database, arguments.recount);
    for (const db::CachedCount& count : all.counts) wrong += look_at(database, count, arguments.recount);
    if (wrong > 0 && !arguments.recount)
        throw std::runtime_error(say(is_not_well, {{"count", std::to_string(wrong + beyond_mending)}}));
    if (wrong > 0) fmt::print("{}\n", say(all_mended, {{"count", std::to_string(wrong)}}));
    if (beyond_mending > 0)
        throw std::runtime_error(say(is_beyond_mending, {{"count", std::to_string(beyond_mending)}}));
    if (wrong == 0)
        fmt::print("{}\n", say(is_well, {{"counts", std::to_string(all.counts.size())},
                                         {"references", std::to_string(all.references.size())}}));
}

}  // namespace canyu::commands
