// Private to platform/db: what differs between SQLite and PostgreSQL below SOCI.
#pragma once

#include <soci/soci.h>

#include <memory>
#include <stdexcept>
#include <string>

#include "base/shape.hpp"
#include "platform/db/cells.hpp"
#include "platform/db/db.hpp"

namespace canyu::db {

// PostgreSQL asks to run the transaction again (40001, 40P01).
class Conflict : public std::runtime_error {
    using std::runtime_error::runtime_error;
};

// Stateless but for where to connect; any thread may call any method.
class Driver {
  public:
    virtual ~Driver() = default;

    virtual Engine engine() const = 0;
    // Throws Unavailable.
    virtual std::unique_ptr<soci::session> open() const = 0;
    // What stands in the SQL for the n-th (from 0) parameter of that kind.
    virtual std::string parameter(Kind kind, std::size_t number) const = 0;
    // How bytes are bound as arguments and as results.
    virtual CellType bytes_argument() const = 0;
    virtual CellType bytes_result() const = 0;
    // The number of columns a statement answers; call after execute and before the first fetch.
    virtual int columns(soci::statement& statement) const = 0;
    // Lets go of locks, bindings and results, so that the statement may wait for its next use.
    virtual void reset(soci::statement& statement) const = 0;
    // Several statements without parameters or results, inside the open transaction.
    virtual void run_script(soci::session& session, const std::string& sql) const = 0;
    // Throws UniqueViolation, Unavailable, Conflict or std::runtime_error for what SOCI threw on that
    // session. The text never holds a parameter's value. Call before anything else is done with the session.
    [[noreturn]] virtual void rethrow(soci::session& session, const soci::soci_error& error) const = 0;
    // Whether the session still has a server, as far as it has noticed.
    virtual bool connected(soci::session& session) const = 0;
    // Whether a transaction is open. After a full disk SQLite has rolled it back by itself.
    virtual bool in_transaction(soci::session& session) const = 0;
};

// Before anything else is asked of SQLite; any number of times.
void configure_sqlite();

// path: the file; durable: whether a commit waits for the disk; read_only: refuse writes.
std::unique_ptr<Driver> make_sqlite_driver(std::string path, bool durable, bool read_only);
// url: "postgresql://…" as libpq takes it.
std::unique_ptr<Driver> make_postgresql_driver(std::string url);

}  // namespace canyu::db
