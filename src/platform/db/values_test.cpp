#include "platform/db/db.hpp"

#include <doctest/doctest.h>

#include <limits>

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
            CHECK(r.value<std::optional<std::int64_t>>("select max(at) from thing where id = 9") ==
                  std::nullopt);
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
        CHECK(database.read([](Reader& r) { return r.value<std::int64_t>("select count(*) from thing"); }) ==
              0);
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
