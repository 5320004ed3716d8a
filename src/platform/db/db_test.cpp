#include "platform/db/db.hpp"

#include <doctest/doctest.h>

#include <atomic>
#include <chrono>
#include <thread>

#include "platform/db/test_databases.hpp"

using namespace canyu;
using namespace canyu::db;

namespace {

struct Pair {
    Id id;
    std::int64_t value = 0;
    bool operator==(const Pair&) const = default;
};
BOOST_DESCRIBE_STRUCT(Pair, (), (id, value))

struct Person {
    Id id;
    std::string name;
};
BOOST_DESCRIBE_STRUCT(Person, (), (id, name))

void make_tables(Database& database) {
    database.write([](Writer& w) {
        w.execute("create table pair(id bigint primary key, value bigint not null)");
        w.execute("create table person(id bigint primary key, name text not null unique)");
    });
}

std::int64_t count(Database& database, const std::string& table) {
    return database.read([&](Reader& r) { return r.value<std::int64_t>("select count(*) from " + table); });
}

}  // namespace

TEST_CASE("taken keys are told apart from other errors") {
    on_each_database([](Database& database) {
        make_tables(database);
        const Person ann{Id{1}, "ann"};
        const Person same_name{Id{2}, "ann"};
        database.write([&](Writer& w) { w.insert("person", ann); });
        CHECK_THROWS_AS(database.write([&](Writer& w) { w.insert("person", ann); }), UniqueViolation);
        CHECK_THROWS_AS(database.write([&](Writer& w) { w.insert("person", same_name); }), UniqueViolation);
        CHECK_FALSE(database.write([&](Writer& w) { return w.insert_new("person", same_name); }));
        CHECK(database.write([](Writer& w) { return w.insert_new("person", Person{Id{3}, "bob"}); }));
        bool unique = false;
        CHECK_THROWS_AS(database.write([&](Writer& w) {
            try {
                w.execute("insert into person(id, name) values(4, null)");
            } catch (const UniqueViolation&) {
                unique = true;
                throw;
            }
        }),
                        std::runtime_error);
        CHECK_FALSE(unique);
        CHECK_THROWS_AS(database.read([](Reader& r) { return r.value<std::int64_t>("select nonsense"); }),
                        std::runtime_error);
        CHECK(count(database, "person") == 2);
    });
}

TEST_CASE("an unexpected result or an exception takes the whole closure back, and only it") {
    on_each_database([](Database& database) {
        make_tables(database);
        bool hooked = false;
        const Result<int> refused = database.write([&](Writer& w) -> Result<int> {
            w.insert("pair", Pair{Id{1}, 1});
            w.after_commit([&] { hooked = true; });
            return not_found();
        });
        CHECK(refused.error().status == 404);
        CHECK_THROWS_AS(database.write([&](Writer& w) {
            w.insert("pair", Pair{Id{2}, 1});
            w.after_commit([&] { hooked = true; });
            throw std::logic_error("no");
        }),
                        std::logic_error);
        CHECK_FALSE(hooked);
        CHECK(count(database, "pair") == 0);
        const Result<int> kept = database.write([&](Writer& w) -> Result<int> {
            w.insert("pair", Pair{Id{3}, 1});
            w.after_commit([&] { hooked = true; });
            return 7;
        });
        CHECK(kept == 7);
        CHECK(hooked);
        CHECK(count(database, "pair") == 1);
    });
}

TEST_CASE("a statement answers the rows it touched or returns") {
    on_each_database([](Database& database) {
        make_tables(database);
        database.write([](Writer& w) {
            for (std::int64_t i = 1; i <= 5; ++i) w.insert("pair", Pair{Id{i}, i});
            CHECK(w.execute("update pair set value = value + 1 where value > ?", std::int64_t{3}) == 2);
            CHECK(w.execute("update pair set value = 0 where id = 9") == 0);
            CHECK(w.execute("delete from pair where id = ?", Id{1}) == 1);
            const auto claimed =
                w.rows<Pair>("update pair set value = 10 where id = ? returning id, value", Id{2});
            CHECK(claimed == std::vector<Pair>{{Id{2}, 10}});
        });
        CHECK(count(database, "pair") == 4);
    });
}

TEST_CASE("a read sees one moment") {
    on_each_database([](Database& database) {
        make_tables(database);
        database.read([&](Reader& r) {
            const auto now = [&] { return r.value<std::int64_t>("select count(*) from pair"); };
            CHECK(now() == 0);
            std::thread([&] { database.write([](Writer& w) { w.insert("pair", Pair{Id{1}, 1}); }); }).join();
            CHECK(now() == 0);
        });
        CHECK(count(database, "pair") == 1);
    });
}

TEST_CASE("a reader cannot write") {
    on_each_database([](Database& database) {
        make_tables(database);
        CHECK_THROWS_AS(database.read([](Reader& r) {
            return r.rows<Id>("insert into pair(id, value) values(1, 1) returning id");
        }),
                        std::exception);
        CHECK(count(database, "pair") == 0);
    });
}

TEST_CASE("many threads add to one row and lose nothing") {
    on_each_database([](Database& database) {
        make_tables(database);
        database.write([](Writer& w) { w.insert("pair", Pair{Id{1}, 0}); });
        std::vector<std::thread> threads;
        for (int t = 0; t < 8; ++t)
            threads.emplace_back([&] {
                for (int i = 0; i < 25; ++i)
                    database.write([](Writer& w) {
                        const auto value = w.value<std::int64_t>("select value from pair where id = 1");
                        w.execute("update pair set value = ? where id = 1", value + 1);
                    });
            });
        for (std::thread& thread : threads) thread.join();
        CHECK(database.read([](Reader& r) { return r.value<std::int64_t>("select value from pair"); }) ==
              200);
    });
}

TEST_CASE("write_later answers each closure by itself") {
    on_each_engine([](const std::string& url) {
        std::atomic<int> kept = 0;
        std::atomic<int> failed = 0;
        std::atomic<int> hooks = 0;
        {
            Database database({.url = url});
            make_tables(database);
            for (std::int64_t i = 0; i < 300; ++i)
                database.write_later(
                    [i, &hooks](Writer& w) {
                        w.insert("pair", Pair{Id{i + 1}, i});
                        w.after_commit([&hooks] { ++hooks; });
                        if (i % 3 == 1) throw std::logic_error("no");
                        return i % 3 == 0;
                    },
                    [&](std::exception_ptr error) { ++(error ? failed : kept); });
            // The destructor finishes what waits; a check before it would race with the writer.
        }
        CHECK(kept == 200);
        CHECK(failed == 100);
        CHECK(hooks == 100);
    });
}

TEST_CASE("more waiting writes than the queue holds are refused") {
    on_each_engine([](const std::string& url) {
        std::atomic<bool> go = false;
        std::atomic<bool> started = false;
        Database database({.url = url, .readers = 1, .writer_queue = 2});
        make_tables(database);
        const auto nothing = [](std::exception_ptr) {};
        database.write_later(
            [&](Writer&) {
                started = true;
                while (!go) std::this_thread::yield();
                return true;
            },
            nothing);
        while (!started) std::this_thread::yield();
        database.write_later([](Writer&) { return true; }, nothing);
        database.write_later([](Writer&) { return true; }, nothing);
        CHECK_THROWS_AS(database.write_later([](Writer&) { return true; }, nothing), Unavailable);
        go = true;
    });
}

TEST_CASE("readers wait for a connection instead of failing") {
    on_each_engine([](const std::string& url) {
        Database database({.url = url, .readers = 2});
        make_tables(database);
        std::atomic<int> answered = 0;
        std::vector<std::thread> threads;
        for (int t = 0; t < 8; ++t)
            threads.emplace_back([&] {
                for (int i = 0; i < 20; ++i)
                    answered += static_cast<int>(
                        database.read([](Reader& r) { return r.value<std::int64_t>("select 1"); }));
            });
        for (std::thread& thread : threads) thread.join();
        CHECK(answered == 160);
    });
}

TEST_CASE("more statements than are kept still answer") {
    on_each_database([](Database& database) {
        database.read([](Reader& r) {
            for (int round = 0; round < 2; ++round)
                for (std::int64_t i = 0; i < 300; ++i)
                    CHECK(r.value<std::int64_t>("select ? + " + std::to_string(i), i) == 2 * i);
        });
    });
}

TEST_CASE("a database that cannot be opened says so") {
    CHECK_THROWS_AS(Database({.url = "sqlite:/nonexistent/directory/x.sqlite"}), Unavailable);
    CHECK_THROWS_AS(Database({.url = "postgresql://nobody@/x?host=/nonexistent"}), Unavailable);
    CHECK_THROWS_AS(Database({.url = "mysql://x"}), std::runtime_error);
}

TEST_CASE("a short write gets through beside long ones that follow each other") {
    on_each_database([](Database& database) {
        database.write([](Writer& writer) {
            writer.execute("create table counter (value bigint not null)");
            writer.execute("insert into counter values (0)");
        });
        std::atomic<std::int64_t> long_ones = 0;
        std::jthread others([&](const std::stop_token& stop) {
            while (!stop.stop_requested()) {
                database.write([](Writer& writer) {
                    writer.execute("update counter set value = value + 1");
                    std::this_thread::sleep_for(std::chrono::milliseconds(20));
                });
                ++long_ones;
            }
        });
        while (long_ones == 0) std::this_thread::yield();
        for (int i = 0; i < 5; ++i)
            database.write([](Writer& writer) { writer.execute("update counter set value = value + 1"); });
        others.request_stop();
        others.join();
        CHECK(database.read([](Reader& reader) {
            return reader.value<std::int64_t>("select value from counter");
        }) == long_ones + 5);
    });
}
