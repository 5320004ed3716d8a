#include "platform/db/db.hpp"

#include <doctest/doctest.h>

#include <limits>
#include <thread>

#include "platform/db/dialect.hpp"
#include "platform/db/test_databases.hpp"

using namespace canyu;
using namespace canyu::db;

namespace {

enum class Mood { calm, cross };
BOOST_DESCRIBE_ENUM(Mood, calm, cross)

struct Thing {
    Id id;
    std::string name;
    Bytes bytes;
    bool flag = false;
    double real = 0;
    Time at{};
    Mood mood = Mood::calm;
    Money price;
    std::optional<std::string> note;
    std::optional<Mood> other_mood;
    std::optional<Money> discount;
    bool operator==(const Thing&) const = default;
};
BOOST_DESCRIBE_STRUCT(Thing, (), (id, name, bytes, flag, real, at, mood, price, note, other_mood, discount))

struct Pair {
    Id id;
    std::int64_t value = 0;
    bool operator==(const Pair&) const = default;
};
BOOST_DESCRIBE_STRUCT(Pair, (), (id, value))

constexpr const char* thing_columns =
    "id, name, bytes, flag, real, at, mood, price_amount, price_currency, note, other_mood, discount_amount, "
    "discount_currency";

void make_tables(Database& database) {
    database.write([](Writer& w) {
        const std::string bytes = w.engine() == Engine::sqlite ? "blob" : "bytea";
        w.execute(
            "create table thing(id bigint primary key, name text not null unique, bytes " + bytes +
            " not null, flag bigint not null, real double precision not null, at bigint not null, "
            "mood text not null, price_amount bigint not null, price_currency text not null, note text, "
            "other_mood text, discount_amount bigint, discount_currency text)");
        w.execute("create table pair(id bigint primary key, value bigint not null)");
    });
}

Thing thing(std::int64_t id) {
    Thing value;
    value.id = Id{id};
    value.name = "thing " + std::to_string(id);
    return value;
}

Thing full_thing() {
    Thing value = thing(std::numeric_limits<std::int64_t>::max());
    value.name = "it's \"a\" ? :p1 $1 \\ 好\n";
    for (int i = 0; i < 256; ++i) value.bytes.value += static_cast<char>(i);
    value.flag = true;
    value.real = 0.1;
    value.at = time_from_milliseconds(-1);
    value.mood = Mood::cross;
    value.price = {-1999, "CNY"};
    value.note = "";
    value.other_mood = Mood::calm;
    value.discount = Money{1, "EUR"};
    return value;
}

std::optional<Thing> find_thing(Reader& r, Id id) {
    return r.row<Thing>(std::string("select ") + thing_columns + " from thing where id = ?", id);
}

std::int64_t count(Database& database, const std::string& table) {
    return database.read([&](Reader& r) { return r.value<std::int64_t>("select count(*) from " + table); });
}

}  // namespace

TEST_CASE("parameters are found outside quotes and comments only") {
    std::size_t found = 0;
    const auto number = [](std::size_t n) { return ":p" + std::to_string(n + 1); };
    CHECK(rewrite_parameters("select '?', \"a?\", ? -- it's ?\n, /* ? ' */ ?, 'it''s ?'", number, found) ==
          "select '?', \"a?\", :p1 \n,   :p2, 'it''s ?'");
    CHECK(found == 2);
    CHECK(rewrite_parameters("?-- end", number, found) == ":p1\n");
    CHECK(rewrite_parameters("'open ?", number, found) == "'open ?");
    CHECK(found == 0);
}

TEST_CASE("every kind of value comes back as it was stored") {
    on_each_database([](Database& database) {
        make_tables(database);
        const Thing full = full_thing();
        Thing plain = thing(1);
        plain.bytes.value = std::string("\0", 1);
        const Thing empty = thing(2);
        database.write([&](Writer& w) {
            w.insert("thing", full);
            w.insert("thing", plain);
            w.insert("thing", empty);
        });
        database.read([&](Reader& r) {
            CHECK(find_thing(r, full.id) == full);
            CHECK(find_thing(r, plain.id) == plain);
            CHECK(find_thing(r, empty.id) == empty);
            CHECK(!find_thing(r, Id{3}));
            CHECK(r.row<Id>("select id from thing where bytes = ?", full.bytes) == full.id);
            CHECK(r.row<Id>("select id from thing where mood = ? and flag = ?", Mood::cross, true) ==
                  full.id);
            CHECK(r.value<std::optional<std::int64_t>>("select max(value) from pair") == std::nullopt);
        });
    });
}

TEST_CASE("a parameter may stand anywhere and be null") {
    on_each_database([](Database& database) {
        make_tables(database);
        database.read([&](Reader& r) {
            const std::optional<std::int64_t> none;
            const std::optional<std::string> text = "a";
            CHECK(r.value<bool>("select case when ? is null then 1 else 0 end", none));
            CHECK(r.value<bool>("select case when ? is null then 1 else 0 end", std::optional<Bytes>{}));
            CHECK(r.value<std::int64_t>("select ? + 1", std::int64_t{1} << 40) ==
                  (std::int64_t{1} << 40) + 1);
            CHECK(r.value<std::string>("select coalesce(?, ?)", std::optional<std::string>{}, text) == "a");
            CHECK(r.rows<std::int64_t>("select 1 where 1 = 2 limit ?", std::int64_t{5}).empty());
        });
    });
}

TEST_CASE("text that cannot be stored is refused alike") {
    on_each_database([](Database& database) {
        make_tables(database);
        for (const std::string& bad : {std::string("a\0b", 3), std::string("\xff")}) {
            Thing value = thing(1);
            value.name = bad;
            CHECK_THROWS_AS(database.write([&](Writer& w) { w.insert("thing", value); }),
                            std::invalid_argument);
        }
        Thing value = thing(1);
        value.real = std::numeric_limits<double>::quiet_NaN();
        CHECK_THROWS_AS(database.write([&](Writer& w) { w.insert("thing", value); }), std::invalid_argument);
        CHECK(count(database, "thing") == 0);
    });
}

TEST_CASE("a null or an unknown name where the struct has no place for it is an error") {
    on_each_database([](Database& database) {
        database.read([](Reader& r) {
            CHECK_THROWS_AS(r.value<std::int64_t>("select cast(null as bigint)"), std::runtime_error);
            CHECK_THROWS_AS(r.value<Mood>("select 'angry'"), std::runtime_error);
        });
    });
}

TEST_CASE("taken keys are told apart from other errors") {
    on_each_database([](Database& database) {
        make_tables(database);
        database.write([](Writer& w) { w.insert("thing", thing(1)); });
        Thing same_name = thing(2);
        same_name.name = thing(1).name;
        CHECK_THROWS_AS(database.write([](Writer& w) { w.insert("thing", thing(1)); }), UniqueViolation);
        CHECK_THROWS_AS(database.write([&](Writer& w) { w.insert("thing", same_name); }), UniqueViolation);
        CHECK_FALSE(database.write([&](Writer& w) { return w.insert_new("thing", same_name); }));
        CHECK(database.write([&](Writer& w) { return w.insert_new("thing", thing(3)); }));
        try {
            database.write(
                [](Writer& w) { w.execute("insert into pair(id, value) values(?, null)", std::int64_t{1}); });
            CHECK(false);
        } catch (const UniqueViolation&) {
            CHECK(false);
        } catch (const std::runtime_error&) {
        }
        CHECK_THROWS_AS(database.read([](Reader& r) { return r.value<std::int64_t>("select nonsense"); }),
                        std::runtime_error);
        CHECK(count(database, "thing") == 2);
    });
}

TEST_CASE("what an error says never repeats a value") {
    on_each_database([](Database& database) {
        make_tables(database);
        Thing secret = thing(1);
        secret.name = "hunter2";
        database.write([&](Writer& w) { w.insert("thing", secret); });
        secret.id = Id{2};
        try {
            database.write([&](Writer& w) { w.insert("thing", secret); });
            CHECK(false);
        } catch (const UniqueViolation& violation) {
            CHECK(std::string_view(violation.what()).find("hunter2") == std::string_view::npos);
            CHECK(std::string_view(violation.what()).find("thing") != std::string_view::npos);
        }
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
        Database database({.url = url, .readers = 1, .writer_queue = 2});
        make_tables(database);
        std::atomic<bool> go = false;
        std::atomic<bool> started = false;
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
