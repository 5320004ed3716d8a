// The SQLite side of platform/db.
#include <soci/sqlite3/soci-sqlite3.h>

#include <mutex>

#include "base/check.hpp"
#include "platform/db/driver.hpp"

namespace canyu::db {
namespace {

using namespace sqlite_api;

std::string file_uri(const std::string& path) {
    constexpr char digits[] = "0123456789ABCDEF";
    std::string uri = "file:";
    for (const char c : path) {
        const auto byte = static_cast<unsigned char>(c);
        const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                           c == '/' || c == '.' || c == '-' || c == '_';
        if (plain)
            uri += c;
        else
            uri += {'%', digits[byte >> 4], digits[byte & 15]};
    }
    return uri;
}

sqlite3* connection(soci::session& session) {
    return static_cast<soci::sqlite3_session_backend*>(session.get_backend())->conn_;
}

sqlite3_stmt* handle(soci::statement& statement) {
    return static_cast<soci::sqlite3_statement_backend*>(statement.get_backend())->stmt_;
}

[[noreturn]] void throw_code(int extended_code, const std::string& text) {
    switch (extended_code) {
        case SQLITE_CONSTRAINT_UNIQUE:
        case SQLITE_CONSTRAINT_PRIMARYKEY:
        case SQLITE_CONSTRAINT_ROWID:
            throw UniqueViolation(text);
        default:
            break;
    }
    switch (extended_code & 0xff) {
        case SQLITE_BUSY:
        case SQLITE_LOCKED:
        case SQLITE_NOMEM:
        case SQLITE_READONLY:
        case SQLITE_IOERR:
        case SQLITE_FULL:
        case SQLITE_CANTOPEN:
            throw Unavailable(text);
        default:
            throw std::runtime_error(text);
    }
}

class SqliteDriver final : public Driver {
  public:
    SqliteDriver(std::string path, bool durable, bool read_only)
        : path_(std::move(path)), durable_(durable), read_only_(read_only) {
        configure_sqlite();
    }

    Engine engine() const override { return Engine::sqlite; }

    std::unique_ptr<soci::session> open() const override {
        auto session = std::make_unique<soci::session>();
        try {
            session->open(soci::sqlite3, file_uri(path_));
        } catch (const soci::soci_error& error) {
            throw Unavailable(path_ + ": " + error.get_error_message());
        }
        sqlite3_busy_timeout(connection(*session), 5000);
        run_script(*session, settings());
        return session;
    }

    std::string parameter(Kind, std::size_t number) const override {
        return ":p" + std::to_string(number + 1);
    }
    CellType bytes_argument() const override { return CellType::blob; }
    CellType bytes_result() const override { return CellType::text; }
    int columns(soci::statement& statement) const override { return sqlite3_column_count(handle(statement)); }
    void reset(soci::statement& statement) const override { sqlite3_reset(handle(statement)); }

    void run_script(soci::session& session, const std::string& sql) const override {
        char* message = nullptr;
        const int code = sqlite3_exec(connection(session), sql.c_str(), nullptr, nullptr, &message);
        if (code == SQLITE_OK) return;
        const std::string text = message ? message : sqlite3_errstr(code);
        sqlite3_free(message);
        throw_code(sqlite3_extended_errcode(connection(session)), text);
    }

    [[noreturn]] void rethrow(soci::session& session, const soci::soci_error& error) const override {
        throw_code(sqlite3_extended_errcode(connection(session)), error.get_error_message());
    }

    bool connected(soci::session&) const override { return true; }

    bool in_transaction(soci::session& session) const override {
        return sqlite3_get_autocommit(connection(session)) == 0;
    }

  private:
    // Measured on a 150 MB file, CPU time: 8 MB of cache a connection saves 15 % of a read against the
    // default 2 MB; mapping the file into memory saves nothing more, and would turn a failing disk into a
    // crash; a checkpoint each 4,000 pages (16 MB of log) instead of 1,000 saves a quarter of a write and
    // shortens the longest wait.
    std::string settings() const {
        std::string sql = "pragma foreign_keys = on; pragma temp_store = memory; pragma cache_size = -8000;";
        if (read_only_) return sql + "pragma query_only = on;";
        sql +=
            "pragma journal_mode = wal; pragma wal_autocheckpoint = 4000; pragma journal_size_limit = "
            "67108864;";
        return sql + (durable_ ? "pragma synchronous = full;" : "pragma synchronous = off;");
    }

    const std::string path_;
    const bool durable_;
    const bool read_only_;
};

}  // namespace

// Process-wide settings, which SQLite takes only before its first use. Each connection is used by one thread
// at a time, so SQLite needs no lock in each call; nothing asks for its memory statistics, which would cost a
// process-wide lock; file names come as URIs, because SOCI cuts plain names at spaces.
void configure_sqlite() {
    static std::once_flag once;
    std::call_once(once, [] {
        CANYU_CHECK(sqlite3_config(SQLITE_CONFIG_MULTITHREAD) == SQLITE_OK);
        CANYU_CHECK(sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0) == SQLITE_OK);
        CANYU_CHECK(sqlite3_config(SQLITE_CONFIG_URI, 1) == SQLITE_OK);
    });
}

std::unique_ptr<Driver> make_sqlite_driver(std::string path, bool durable, bool read_only) {
    return std::make_unique<SqliteDriver>(std::move(path), durable, read_only);
}

}  // namespace canyu::db
