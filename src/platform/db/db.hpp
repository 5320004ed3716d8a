// The one door to the database: typed reads and writes in closures, the same on SQLite and PostgreSQL.
//
//     auto person = store.read([&](db::Reader& r) {
//         return r.row<PersonRow>("select id, name from person where id = ?", id);
//     });
//     Result<Id> made = store.write([&](db::Writer& w) -> Result<Id> { …; w.insert("person", row); return
//     row.id; });
//
// SQL is written in the portable dialect (README.md) with `?` for every parameter. A row is a described
// struct (base/shape.hpp) whose members stand in the order of the selected columns, or a single scalar type.
// Enumerations are stored by name, times as bigint UTC milliseconds, booleans as bigint 0/1, Bytes as blob /
// bytea, std::optional as null, money as two columns: <member>_amount and <member>_currency. SOCI stays
// inside db/*.cpp.
#pragma once

#include <array>
#include <cstdint>
#include <exception>
#include <expected>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "base/check.hpp"
#include "base/result.hpp"
#include "base/shape.hpp"

namespace canyu::metrics {
class Registry;
}
namespace canyu::db {

enum class Engine { sqlite, postgresql };

// A row with the same key was there already. Prefer `on conflict do nothing` and look at the count: after
// this exception the closure must not go on (PostgreSQL has aborted its transaction), only let it through.
class UniqueViolation : public std::runtime_error {
    using std::runtime_error::runtime_error;
};
// The database cannot be reached or cannot write (killed server, full disk), too many writes wait, or a write
// met others too often. Nothing of the closure was kept, with one exception: when the connection to
// PostgreSQL breaks during the commit itself, nobody knows; whoever tries again does so with the same ids and
// insert_new().
class Unavailable : public std::runtime_error {
    using std::runtime_error::runtime_error;
};

// One argument or one result, as a pointer into the caller's memory with the Shape that says what it points
// to.
struct Slot {
    const Shape* shape;
    void* at;
};

class Connection;  // db/connection.hpp, inside this folder
struct Migration;
class AnyTable;
class Database;

// Valid only inside the closure it was given to, on that thread. Besides the exceptions above, every
// statement throws std::invalid_argument for text that is not UTF-8 or holds U+0000 and for a number that is
// not finite: what people type is checked before it comes here.
class Reader {
  public:
    explicit Reader(Connection& connection) : connection_(connection) {}
    Reader(const Reader&) = delete;
    Reader& operator=(const Reader&) = delete;

    template <class Row, class... Arguments>
    std::vector<Row> rows(std::string_view sql, const Arguments&... arguments) {
        std::vector<Row> result;
        select(sql, slots(arguments...), shape_of<Row>(), [&]() -> void* { return &result.emplace_back(); });
        return result;
    }
    // The first row, if there is one.
    template <class Row, class... Arguments>
    std::optional<Row> row(std::string_view sql, const Arguments&... arguments) {
        std::optional<Row> result;
        Row spare;
        select(sql, slots(arguments...), shape_of<Row>(),
               [&]() -> void* { return result ? static_cast<void*>(&spare) : &result.emplace(); });
        return result;
    }
    // The one value the query always answers (count(*), max(…) as std::optional<…>, …).
    template <class T, class... Arguments>
    T value(std::string_view sql, const Arguments&... arguments) {
        std::optional<T> result = row<T>(sql, arguments...);
        CANYU_CHECK(result.has_value());
        return *std::move(result);
    }

    Engine engine() const;

  protected:
    friend class AnyTable;
    template <class... Arguments>
    static std::array<Slot, sizeof...(Arguments)> slots(const Arguments&... arguments) {
        return {slot(arguments)...};
    }
    template <class T>
    static Slot slot(const T& argument) {
        // A string literal, string_view or int would need a copy to point to; the closed set keeps types
        // static.
        static_assert(
            !std::is_array_v<T> && !std::is_pointer_v<T> && !std::is_same_v<T, std::string_view> &&
                !std::is_same_v<T, int>,
            "pass std::string, std::int64_t, double, bool, Id, Time, Bytes, an enum or an optional of these");
        return {&shape_of<T>(), const_cast<T*>(&argument)};
    }
    // next() answers where the coming row is to be put.
    void select(std::string_view sql, std::span<const Slot> arguments, const Shape& row,
                const std::function<void*()>& next);
    std::int64_t run(std::string_view sql, std::span<const Slot> arguments);
    Connection& connection_;
};

class Writer : public Reader {
  public:
    using Reader::Reader;

    // Answers how many rows were inserted, updated or deleted.
    template <class... Arguments>
    std::int64_t execute(std::string_view sql, const Arguments&... arguments) {
        return run(sql, slots(arguments...));
    }
    // insert into table(members…) values(…)
    template <class Row>
    void insert(std::string_view table, const Row& row) {
        insert_row(table, shape_of<Row>(), &row, false);
    }
    // As insert, but answers false and changes nothing when a unique key is taken.
    template <class Row>
    bool insert_new(std::string_view table, const Row& row) {
        return insert_row(table, shape_of<Row>(), &row, true) == 1;
    }
    // Runs once after the commit is durable (never when it fails), on the writing thread: keep it to memory
    // work.
    void after_commit(std::function<void()> act);

  private:
    friend void migrate(Database& database, std::vector<Migration> migrations, Time now);
    // Several statements without parameters.
    void run_script(const std::string& sql);
    std::int64_t insert_row(std::string_view table, const Shape& shape, const void* row,
                            bool ignore_conflict);
};

struct Options {
    // "sqlite:var/canyu.sqlite" | "sqlite::memory:" (tests: a file that ends with the Database) |
    // "postgresql://user@host/name?…"
    std::string url;
    int readers = 4;  // connections for reads (and, on PostgreSQL, as many again for writes)
    std::size_t writer_queue = 20'000;     // waiting writes above which Unavailable is thrown
    metrics::Registry* metrics = nullptr;  // counts commits there; null for nowhere
};

// Thread rule: any thread may call any method. A read closure runs on the caller's thread and sees one
// snapshot. A write closure runs on the one writer thread (SQLite: many queued closures share a transaction,
// each in a savepoint, answered after the fsync) or on the caller's thread (PostgreSQL: SERIALIZABLE, run
// again on a serialisation failure). So a write closure may run more than once and has no effect but SQL and
// after_commit. A write closure that answers an unexpected Result, or throws, is rolled back. Closures of one
// Database do not nest: pass the Reader or Writer on.
class Database {
  public:
    // Opens and checks the connection (throws Unavailable, or std::runtime_error for a url it does not
    // understand); does not migrate.
    explicit Database(Options options);
    // Finishes the writes that wait.
    ~Database();

    template <class F>
    auto read(F&& closure) -> std::invoke_result_t<F, Reader&> {
        using Answer = std::invoke_result_t<F, Reader&>;
        if constexpr (std::is_void_v<Answer>) {
            read_erased([&](Reader& reader) { closure(reader); });
        } else {
            std::optional<Answer> answer;
            read_erased([&](Reader& reader) { answer.emplace(closure(reader)); });
            return *std::move(answer);
        }
    }

    template <class F>
    auto write(F&& closure) -> std::invoke_result_t<F, Writer&> {
        using Answer = std::invoke_result_t<F, Writer&>;
        if constexpr (std::is_void_v<Answer>) {
            write_erased([&](Writer& writer) {
                closure(writer);
                return true;
            });
        } else {
            std::optional<Answer> answer;
            write_erased([&](Writer& writer) {
                answer.emplace(closure(writer));
                return keeps(*answer);
            });
            return *std::move(answer);
        }
    }

    // For pending answers: returns at once; `closure(Writer&)` answers whether to keep its work;
    // `done(error)` is called after the commit (null), the rollback it asked for (null) or a failure, on a
    // database thread: hand off long work, and never wait there for another write. Throws Unavailable when
    // too many writes wait; `done` is not called then.
    void write_later(std::function<bool(Writer&)> closure, std::function<void(std::exception_ptr)> done);

    Engine engine() const;

  private:
    template <class T>
    static bool keeps(const T&) {
        return true;
    }
    template <class T>
    static bool keeps(const Result<T>& result) {
        return result.has_value();
    }
    void read_erased(const std::function<void(Reader&)>& closure);
    void write_erased(const std::function<bool(Writer&)>& closure);

    struct Core;
    std::unique_ptr<Core> core_;
};

}  // namespace canyu::db
