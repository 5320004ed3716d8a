#include "platform/db/migrate.hpp"

#include <doctest/doctest.h>

#include <future>

#include "platform/db/test_databases.hpp"

using namespace canyu;
using namespace canyu::db;

namespace {

const Time now = time_from_milliseconds(1800000000000);

constexpr Migration first{"202601010000_first.sql",
                          "create table one(id bigint);\ncreate table two(id bigint);\n"};
constexpr Migration second{"202601020000_second.sql",
                           "alter table one add column name text;\n"
                           "-- only: sqlite\n"
                           "create table engine_sqlite(id bigint);\n"
                           "-- only: postgresql\n"
                           "create table engine_postgresql(id bigint);\n"
                           "-- only: all\n"
                           "create index two_by_id on two(id)"};

std::int64_t count(Database& database, const std::string& table) {
    return database.read(
        [&](Reader& reader) { return reader.value<std::int64_t>("select count(*) from " + table); });
}

std::string failure(Database& database, std::vector<Migration> migrations) {
    try {
        migrate(database, std::move(migrations), now);
    } catch (const std::runtime_error& error) {
        return error.what();
    }
    return "";
}

bool says(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("migrations are applied once, in the order of their names") {
    on_each_database([](Database& database) {
        migrate(database, {second, first}, now);
        CHECK(count(database, "migration") == 2);
        CHECK(count(database, database.engine() == Engine::sqlite ? "engine_sqlite" : "engine_postgresql") ==
              0);
        CHECK(database
                  .read([](Reader& r) { return r.rows<std::optional<std::string>>("select name from one"); })
                  .empty());
        migrate(database, {first, second}, now + Milliseconds{1});
        CHECK(database.read(
                  [](Reader& r) { return r.value<Time>("select max(applied_at) from migration"); }) == now);
    });
}

TEST_CASE("a later program goes on where the earlier one ended") {
    on_each_database([](Database& database) {
        migrate(database, {first}, now);
        migrate(database, {first, second}, now);
        CHECK(count(database, "migration") == 2);
    });
}

TEST_CASE("a database from the future is refused") {
    on_each_database([](Database& database) {
        migrate(database, {first, second}, now);
        const std::string text = failure(database, {first});
        CHECK(says(text, "newer version"));
        CHECK(says(text, std::string(second.name)));
    });
}

TEST_CASE("an applied migration must not change") {
    on_each_database([](Database& database) {
        migrate(database, {first}, now);
        const std::string text = failure(database, {{first.name, "create table other(id bigint)"}, second});
        CHECK(says(text, "another text"));
        CHECK(count(database, "migration") == 1);
    });
}

TEST_CASE("a failing migration leaves nothing half done") {
    on_each_database([](Database& database) {
        const Migration broken{"202601030000_broken.sql",
                               "create table three(id bigint); insert into nowhere values(1);"};
        CHECK(says(failure(database, {first, broken}), "202601030000_broken.sql"));
        CHECK(count(database, "migration") == 1);
        CHECK_THROWS_AS(count(database, "three"), std::runtime_error);
        migrate(database, {first, {broken.name, "create table three(id bigint)"}}, now);
        CHECK(count(database, "three") == 0);
    });
}

TEST_CASE("two programs may start at once") {
    on_each_engine([](const std::string& url) {
        // One Database each, as two processes have; "sqlite::memory:" would be two databases.
        const bool sqlite = url.starts_with("sqlite:");
        Database shared({.url = url});
        const auto start = [&] {
            if (sqlite) return migrate(shared, {first, second}, now);
            Database own({.url = url});
            migrate(own, {first, second}, now);
        };
        // A failure of either is told here, once the other has ended too.
        std::future<void> other = std::async(std::launch::async, start);
        start();
        other.get();
        CHECK(count(shared, "migration") == 2);
    });
}

TEST_CASE("lines for another engine are left out") {
    CHECK(migration_for(Engine::sqlite, "a\n-- only: sqlite\nb\n-- only: postgresql\nc\n-- only: all\nd") ==
          "a\nb\nd");
    CHECK(migration_for(Engine::postgresql, "-- only:  postgresql \r\nc") == "c");
    CHECK_THROWS_AS(migration_for(Engine::sqlite, "-- only: mysql\n"), std::runtime_error);
}
