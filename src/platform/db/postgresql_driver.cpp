// The PostgreSQL side of platform/db.
#include <soci/postgresql/soci-postgresql.h>

#include <memory>

#include "platform/db/driver.hpp"

namespace canyu::db {
namespace {

PGconn* connection(soci::session& session) {
    return static_cast<soci::postgresql_session_backend*>(session.get_backend())->conn_;
}

soci::postgresql_statement_backend& backend(soci::statement& statement) {
    return *static_cast<soci::postgresql_statement_backend*>(statement.get_backend());
}

// `key='value'` pairs of a url, since SOCI does not take urls; with what this program needs where the url is
// silent.
std::string connection_string(const std::string& url) {
    char* message = nullptr;
    const std::unique_ptr<PQconninfoOption, decltype(&PQconninfoFree)> options(
        PQconninfoParse(url.c_str(), &message), &PQconninfoFree);
    if (!options) {
        const std::string text = message ? message : "not a connection url";
        PQfreemem(message);
        throw std::runtime_error("database url: " + text);
    }
    std::string result = "client_encoding='UTF8'";
    bool has_timeout = false;
    for (const PQconninfoOption* option = options.get(); option->keyword; ++option) {
        const std::string keyword = option->keyword;
        if (!option->val || keyword == "client_encoding") continue;
        has_timeout = has_timeout || keyword == "connect_timeout";
        result += ' ' + keyword + "='";
        for (const char* c = option->val; *c; ++c)
            result += *c == '\'' || *c == '\\' ? std::string{'\\', *c} : std::string{*c};
        result += '\'';
    }
    return has_timeout ? result : result + " connect_timeout='5'";
}

// state: the server's SQLSTATE; blank when it sent none, since then the connection broke.
[[noreturn]] void throw_state(std::string_view state, const std::string& text) {
    if (state == "23505") throw UniqueViolation(text);
    if (state == "40001" || state == "40P01") throw Conflict(text);
    // 08 connection, 53 resources (disk, memory, connections), 57P shutdown or start, 58 system, 25006 a
    // standby.
    for (const std::string_view prefix : {"08", "53", "57P", "58", "25006"})
        if (state.starts_with(prefix)) throw Unavailable(text);
    if (state.find_first_not_of(' ') == state.npos) throw Unavailable(text);
    throw std::runtime_error(text);
}

class PostgresqlDriver final : public Driver {
  public:
    explicit PostgresqlDriver(const std::string& url) : connection_string_(connection_string(url)) {}

    Engine engine() const override { return Engine::postgresql; }

    std::unique_ptr<soci::session> open() const override {
        auto session = std::make_unique<soci::session>();
        try {
            session->open(soci::postgresql, connection_string_);
        } catch (const soci::soci_error& error) {
            throw Unavailable(error.get_error_message());
        }
        // Without it, messages repeat the values of a violated key.
        PQsetErrorVerbosity(connection(*session), PQERRORS_TERSE);
        PQsetNoticeProcessor(connection(*session), [](void*, const char*) {}, nullptr);
        run_script(*session, "set bytea_output = 'hex'; set standard_conforming_strings = on");
        return session;
    }

    // The cast gives every parameter the type of what is bound to it, wherever it stands: `? is null`, `? +
    // 1`.
    std::string parameter(Kind kind, std::size_t number) const override {
        const std::string name = ":p" + std::to_string(number + 1);
        switch (kind) {
            case Kind::boolean:
            case Kind::integer:
            case Kind::time:
            case Kind::id:
                return "cast(" + name + " as bigint)";
            case Kind::real:
                return "cast(" + name + " as double precision)";
            case Kind::bytes:
                return "cast(" + name + " as bytea)";
            default:
                return "cast(" + name + " as text)";
        }
    }

    CellType bytes_argument() const override { return CellType::hex; }
    CellType bytes_result() const override { return CellType::hex; }
    int columns(soci::statement& statement) const override { return PQnfields(backend(statement).result_); }
    void reset(soci::statement& statement) const override { backend(statement).result_.reset(); }

    void run_script(soci::session& session, const std::string& sql) const override {
        const std::unique_ptr<PGresult, decltype(&PQclear)> result(PQexec(connection(session), sql.c_str()),
                                                                   &PQclear);
        const ExecStatusType status = PQresultStatus(result.get());
        if (status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK || status == PGRES_EMPTY_QUERY) return;
        const char* state = PQresultErrorField(result.get(), PG_DIAG_SQLSTATE);
        throw_state(state ? state : "", PQerrorMessage(connection(session)));
    }

    [[noreturn]] void rethrow(soci::session&, const soci::soci_error& error) const override {
        const auto* sent = dynamic_cast<const soci::postgresql_soci_error*>(&error);
        if (!sent) throw std::runtime_error(error.get_error_message());
        throw_state(sent->sqlstate(), error.get_error_message());
    }

    bool connected(soci::session& session) const override {
        return PQstatus(connection(session)) == CONNECTION_OK;
    }

    bool in_transaction(soci::session& session) const override {
        return PQtransactionStatus(connection(session)) != PQTRANS_IDLE;
    }

  private:
    const std::string connection_string_;
};

}  // namespace

std::unique_ptr<Driver> make_postgresql_driver(std::string url) {
    return std::make_unique<PostgresqlDriver>(url);
}

}  // namespace canyu::db
