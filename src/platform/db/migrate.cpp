#include "platform/db/migrate.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "platform/files/digest.hpp"

namespace canyu::db {
namespace {

struct Applied {
    std::string name;
    std::string digest;
};
BOOST_DESCRIBE_STRUCT(Applied, (), (name, digest))

struct MigrationRow {
    std::string name;
    std::string digest;
    Time applied_at{};
};
BOOST_DESCRIBE_STRUCT(MigrationRow, (), (name, digest, applied_at))

void create_table(Database& database) {
    database.write([](Writer& writer) {
        // "if not exists" alone still fails when two processes create at once on PostgreSQL; the number is
        // nothing but the name of the lock.
        if (writer.engine() == Engine::postgresql) writer.execute("select pg_advisory_xact_lock(20260101)");
        writer.execute(
            "create table if not exists migration(name text primary key, digest text not null, "
            "applied_at bigint not null)");
    });
}

void refuse_changed_history(const std::vector<Applied>& applied, const std::vector<Migration>& known) {
    for (const Applied& row : applied) {
        const auto found = std::ranges::find(known, row.name, &Migration::name);
        if (found == known.end())
            throw std::runtime_error(
                "the database was made by a newer version of this program: it knows the migration " +
                row.name + ", this version does not; please start the newer version");
        if (files::sha256(found->sql) != row.digest)
            throw std::runtime_error("the migration " + row.name +
                                     " has been applied with another text; applied migrations never change, "
                                     "so please add a new one instead");
    }
}

}  // namespace

std::string migration_for(Engine engine, std::string_view sql) {
    constexpr std::string_view mark = "-- only:";
    const std::string_view own = engine == Engine::sqlite ? "sqlite" : "postgresql";
    std::string chosen;
    bool taken = true;
    while (!sql.empty()) {
        const std::size_t end = std::min(sql.find('\n'), sql.size() - 1) + 1;
        const std::string_view line = sql.substr(0, end);
        sql.remove_prefix(end);
        if (!line.starts_with(mark)) {
            if (taken) chosen += line;
            continue;
        }
        const std::string_view engine_name = trim(line.substr(mark.size()));
        if (engine_name != "sqlite" && engine_name != "postgresql" && engine_name != "all")
            throw std::runtime_error("-- only: " + std::string(engine_name) + " names no engine");
        taken = engine_name == "all" || engine_name == own;
    }
    return chosen;
}

std::vector<std::string> applied_migrations(Reader& reader) {
    const bool sqlite = reader.engine() == Engine::sqlite;
    const auto there = reader.value<std::int64_t>(
        sqlite ? "select count(*) from sqlite_schema where name = 'migration'"
               : "select count(*) from information_schema.tables where table_schema = current_schema() "
                 "and table_name = 'migration'");
    if (there == 0) return {};
    auto names = reader.rows<std::string>("select name from migration");
    std::ranges::sort(names);
    return names;
}

void migrate(Database& database, std::vector<Migration> migrations, Time now) {
    std::ranges::sort(migrations, {}, &Migration::name);
    create_table(database);
    const auto applied = database.read(
        [](Reader& reader) { return reader.rows<Applied>("select name, digest from migration"); });
    refuse_changed_history(applied, migrations);
    for (const Migration& migration : migrations) {
        if (std::ranges::find(applied, migration.name, &Applied::name) != applied.end()) continue;
        const std::string name(migration.name);
        const std::string script = migration_for(database.engine(), migration.sql);
        try {
            database.write([&](Writer& writer) {
                // Whoever comes second waits here, and sees then what the first has done.
                if (writer.engine() == Engine::postgresql)
                    writer.run_script("lock table migration in exclusive mode");
                if (writer.row<std::string>("select name from migration where name = ?", name)) return;
                writer.run_script(script);
                writer.insert("migration", MigrationRow{name, files::sha256(migration.sql), now});
            });
        } catch (const std::exception& error) {
            throw std::runtime_error("the migration " + name + " failed: " + error.what());
        }
    }
}

}  // namespace canyu::db
