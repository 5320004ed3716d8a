// The journal as a table of PostgreSQL, by libpq: batches cross in binary, and all rows of an append in one
// trip.
#include <libpq-fe.h>

#include <algorithm>
#include <array>
#include <bit>

#include "base/log.hpp"
#include "platform/db/db.hpp"
#include "platform/db/journals.hpp"

namespace canyu::db {
namespace {

using Result = std::unique_ptr<PGresult, decltype(&PQclear)>;

constexpr int binary = 1;
// Rows of one fetch while a stream is read.
constexpr int rows_at_once = 64;
// One transaction. Two that make the table at once would not both succeed, "if not exists" or not: hence the
// lock.
constexpr const char* settings =
    "set client_min_messages = warning; set synchronous_commit = on;"
    "select pg_advisory_xact_lock(7015082466);"
    "create table if not exists journal(stream bigint not null, seq bigint not null, epoch bigint not null, "
    "batch bytea not null, primary key (stream, seq))";
constexpr const char* insert =
    "insert into journal(stream, seq, epoch, batch) values ($1::bigint, $2::bigint, $3::bigint, $4::bytea) "
    "on conflict do nothing";
constexpr const char* select =
    "select seq, epoch, batch from journal where stream = $1::bigint and seq >= $2::bigint order by seq "
    "limit 64";
static_assert(rows_at_once == 64);

// Numbers as they cross: eight bytes, the highest first.
std::array<char, 8> to_wire(std::int64_t number) {
    return std::bit_cast<std::array<char, 8>>(__builtin_bswap64(static_cast<std::uint64_t>(number)));
}
std::int64_t from_wire(const char* bytes) {
    std::array<char, 8> copy{};
    std::copy_n(bytes, copy.size(), copy.begin());
    return static_cast<std::int64_t>(__builtin_bswap64(std::bit_cast<std::uint64_t>(copy)));
}

class PostgresqlJournal final : public Journal {
  public:
    explicit PostgresqlJournal(const std::string& url) : connection_(PQconnectdb(url.c_str()), &PQfinish) {
        if (!prepare()) throw Unavailable(PQerrorMessage(get()));
    }

    void append(std::span<const JournalRow> rows, std::span<Written> written) override {
        std::ranges::fill(written, Written::failed);
        // Statements up to the sync are one transaction.
        bool good = reconnect() && PQenterPipelineMode(get()) == 1;
        for (std::size_t i = 0; good && i < rows.size(); ++i) good = send(rows[i]);
        good = good && PQpipelineSync(get()) == 1;
        for (std::size_t i = 0; good && i < rows.size(); ++i) good = receive(written[i]);
        good = good && is(next(), PGRES_PIPELINE_SYNC) && PQexitPipelineMode(get()) == 1;
        if (good) return;
        std::ranges::fill(written, Written::failed);
        give_up();
    }

    bool read(Id stream, std::int64_t from, const std::function<bool(const JournalRow&)>& each) override {
        for (;;) {
            const Result rows = fetch(stream, from);
            if (!is(rows, PGRES_TUPLES_OK)) {
                give_up();
                return false;
            }
            const int count = PQntuples(rows.get());
            for (int i = 0; i < count; ++i) {
                const auto* bytes = reinterpret_cast<const std::byte*>(PQgetvalue(rows.get(), i, 2));
                const auto size = static_cast<std::size_t>(PQgetlength(rows.get(), i, 2));
                from = from_wire(PQgetvalue(rows.get(), i, 0)) + 1;
                if (!each({stream, from - 1, from_wire(PQgetvalue(rows.get(), i, 1)), {bytes, size}}))
                    return true;
            }
            if (count < rows_at_once) return true;
        }
    }

  private:
    PGconn* get() const { return connection_.get(); }
    static bool is(const Result& result, ExecStatusType status) {
        return PQresultStatus(result.get()) == status;
    }
    Result next() const { return {PQgetResult(get()), &PQclear}; }

    bool prepare() {
        if (PQstatus(get()) != CONNECTION_OK) return false;
        PQsetErrorVerbosity(get(), PQERRORS_TERSE);
        PQsetNoticeProcessor(get(), [](void*, const char*) {}, nullptr);
        return is({PQexec(get(), settings), &PQclear}, PGRES_COMMAND_OK) &&
               is({PQprepare(get(), "insert", insert, 4, nullptr), &PQclear}, PGRES_COMMAND_OK) &&
               is({PQprepare(get(), "select", select, 2, nullptr), &PQclear}, PGRES_COMMAND_OK);
    }
    // After a failure, and where the server has been started anew.
    bool reconnect() {
        if (PQstatus(get()) == CONNECTION_OK) return true;
        PQreset(get());
        return prepare();
    }
    // What comes on this connection now would be of something else.
    void give_up() {
        log::error("journal.failed", {{"error", PQerrorMessage(get())}});
        PQreset(get());
        prepare();
    }

    bool send(const JournalRow& row) const {
        const std::array numbers{to_wire(row.stream.value), to_wire(row.seq), to_wire(row.epoch)};
        const std::array<const char*, 4> values{numbers[0].data(), numbers[1].data(), numbers[2].data(),
                                                bytes_of(row)};
        const std::array<int, 4> lengths{8, 8, 8, static_cast<int>(row.batch.size())};
        constexpr std::array<int, 4> formats{binary, binary, binary, binary};
        return PQsendQueryPrepared(get(), "insert", 4, values.data(), lengths.data(), formats.data(),
                                   binary) == 1;
    }
    bool receive(Written& written) const {
        const Result result = next();
        if (!is(result, PGRES_COMMAND_OK)) return false;
        written = PQcmdTuples(result.get()) == std::string_view("1") ? Written::yes : Written::taken;
        return next() == nullptr;
    }
    Result fetch(Id stream, std::int64_t from) {
        if (!reconnect()) return {nullptr, &PQclear};
        const std::array numbers{to_wire(stream.value), to_wire(from)};
        const std::array<const char*, 2> values{numbers[0].data(), numbers[1].data()};
        constexpr std::array<int, 2> lengths{8, 8};
        constexpr std::array<int, 2> formats{binary, binary};
        return {PQexecPrepared(get(), "select", 2, values.data(), lengths.data(), formats.data(), binary),
                &PQclear};
    }

    std::unique_ptr<PGconn, decltype(&PQfinish)> connection_;
};

}  // namespace

std::unique_ptr<Journal> open_postgresql_journal(const std::string& url) {
    return std::make_unique<PostgresqlJournal>(url);
}

}  // namespace canyu::db
