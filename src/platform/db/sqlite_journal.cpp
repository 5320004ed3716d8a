// The journal as a SQLite file: one transaction for all rows of an append, checkpoints outside of its path.
#include <algorithm>
#include <chrono>
#include <thread>

#include "base/log.hpp"
#include "platform/db/journals.hpp"
#include "platform/db/sqlite_handle.hpp"

namespace canyu::db {
namespace {

// Batches are kilobytes; on small pages each would be a chain of them.
constexpr int page_size = 16384;
// Pages are copied into the file while commits go on, until so much of the log is used that it has to begin
// anew; for that the next commit waits.
constexpr std::int64_t log_begins_anew = std::int64_t{96} << 20;
constexpr std::chrono::milliseconds between_checkpoints{5};
constexpr std::chrono::microseconds between_tries{50};

// Somebody else's commit or checkpoint holds the lock for moments: waits for it in small steps.
int wait_a_moment(void*, int) {
    std::this_thread::sleep_for(between_tries);
    return 1;
}

class File {
  public:
    explicit File(const std::string& path) : handle_(path, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE) {
        handle_.must_run(
            "pragma page_size = 16384; pragma journal_mode = wal; pragma synchronous = full; "
            "pragma wal_autocheckpoint = 0; pragma cache_size = -16000;"
            "create table if not exists journal(stream bigint not null, seq bigint not null, epoch bigint "
            "not "
            "null, batch blob not null, primary key (stream, seq))");
        sqlite3_busy_handler(handle_.get(), wait_a_moment, nullptr);
    }
    const SqliteHandle& handle() const { return handle_; }
    sqlite3* get() const { return handle_.get(); }

  private:
    SqliteHandle handle_;
};

class Prepared {
  public:
    Prepared(const File& file, const char* sql) {
        if (sqlite3_prepare_v3(file.get(), sql, -1, SQLITE_PREPARE_PERSISTENT, &statement_, nullptr) !=
            SQLITE_OK)
            file.handle().fail();
    }
    ~Prepared() { sqlite3_finalize(statement_); }
    Prepared(const Prepared&) = delete;
    Prepared& operator=(const Prepared&) = delete;
    sqlite3_stmt* get() const { return statement_; }

  private:
    sqlite3_stmt* statement_ = nullptr;
};

// Keeps the log small from a thread and a connection of its own.
class Checkpointer {
  public:
    explicit Checkpointer(const std::string& path)
        : file_(path), thread_([this](const std::stop_token& stop) { work(stop); }) {}

  private:
    void work(const std::stop_token& stop) const {
        while (!stop.stop_requested()) {
            std::this_thread::sleep_for(between_checkpoints);
            const std::int64_t used = checkpoint(SQLITE_CHECKPOINT_PASSIVE) * page_size;
            if (used >= log_begins_anew) checkpoint(SQLITE_CHECKPOINT_RESTART);
        }
    }
    // Answers how many pages stand in the log.
    std::int64_t checkpoint(int mode) const {
        int pages = 0;
        int copied = 0;
        sqlite3_wal_checkpoint_v2(file_.get(), nullptr, mode, &pages, &copied);
        return pages;
    }

    File file_;
    std::jthread thread_;
};

class SqliteJournal final : public Journal {
  public:
    explicit SqliteJournal(const std::string& path) : file_(path), checkpointer_(path) {}

    void append(std::span<const JournalRow> rows, std::span<Written> written) override {
        std::ranges::fill(written, Written::failed);
        if (file_.handle().run("begin immediate") != SQLITE_OK) return complain();
        bool good = true;
        for (std::size_t i = 0; good && i < rows.size(); ++i) good = insert(rows[i], written[i]);
        good = good && file_.handle().run("commit") == SQLITE_OK;
        if (good) return;
        complain();
        std::ranges::fill(written, Written::failed);
        file_.handle().run("rollback");
    }

    bool read(Id stream, std::int64_t from, const std::function<bool(const JournalRow&)>& each) override {
        sqlite3_stmt* const select = select_.get();
        sqlite3_bind_int64(select, 1, stream.value);
        sqlite3_bind_int64(select, 2, from);
        int result = sqlite3_step(select);
        bool more = true;
        while (more && result == SQLITE_ROW) {
            const auto* bytes = static_cast<const std::byte*>(sqlite3_column_blob(select, 2));
            const auto size = static_cast<std::size_t>(sqlite3_column_bytes(select, 2));
            more = each(
                {stream, sqlite3_column_int64(select, 0), sqlite3_column_int64(select, 1), {bytes, size}});
            if (more) result = sqlite3_step(select);
        }
        if (more && result != SQLITE_DONE) complain();
        sqlite3_reset(select);
        return !more || result == SQLITE_DONE;
    }

  private:
    // False when the transaction is lost.
    bool insert(const JournalRow& row, Written& written) {
        sqlite3_stmt* const insert = insert_.get();
        sqlite3_bind_int64(insert, 1, row.stream.value);
        sqlite3_bind_int64(insert, 2, row.seq);
        sqlite3_bind_int64(insert, 3, row.epoch);
        sqlite3_bind_blob64(insert, 4, bytes_of(row), row.batch.size(), SQLITE_STATIC);
        const bool done = sqlite3_step(insert) == SQLITE_DONE;
        sqlite3_reset(insert);
        if (done) written = sqlite3_changes(file_.get()) == 1 ? Written::yes : Written::taken;
        return done;
    }
    void complain() const { log::error("journal.failed", {{"error", sqlite3_errmsg(file_.get())}}); }

    File file_;
    Prepared insert_{
        file_, "insert into journal(stream, seq, epoch, batch) values (?, ?, ?, ?) on conflict do nothing"};
    Prepared select_{file_,
                     "select seq, epoch, batch from journal where stream = ? and seq >= ? order by seq"};
    Checkpointer checkpointer_;
};

}  // namespace

std::unique_ptr<Journal> open_sqlite_journal(const std::string& file) {
    return std::make_unique<SqliteJournal>(file);
}

}  // namespace canyu::db
