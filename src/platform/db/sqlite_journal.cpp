// The journal as a SQLite file: one transaction for all rows of an append, checkpoints outside of its path.
#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <filesystem>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

#include "base/log.hpp"
#include "platform/db/journals.hpp"
#include "platform/db/sqlite_handle.hpp"

namespace canyu::db {
namespace {

// Batches are kilobytes; on small pages each would be a chain of them.
constexpr int page_size = 16384;
// The log's size: then it begins anew, for which the next commit waits.
constexpr std::int64_t log_size = std::int64_t{32} << 20;
// Pages are copied into the file while commits go on, so many at a time: each time costs the disk two waits,
// which commits have to share. What is less is copied after a while.
constexpr int pages_at_once = 64;
constexpr std::chrono::seconds a_while{1};
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

    // So many pages stand in the log now.
    void logged(int pages) {
        const std::lock_guard lock(mutex_);
        logged_ = pages;
        if (pages < copied_) copied_ = 0;  // the log began anew
        if (is_worth_it()) worth_it_.notify_one();
    }

  private:
    bool is_worth_it() const { return logged_ - copied_ >= pages_at_once; }

    void work(const std::stop_token& stop) {
        std::unique_lock lock(mutex_);
        while (!stop.stop_requested()) {
            worth_it_.wait_for(lock, stop, a_while, [&] { return is_worth_it(); });
            if (logged_ == copied_) continue;
            lock.unlock();
            const std::int64_t used = checkpoint(SQLITE_CHECKPOINT_PASSIVE);
            if (used * page_size >= log_size) checkpoint(SQLITE_CHECKPOINT_RESTART);
            lock.lock();
            copied_ = static_cast<int>(used);
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
    std::mutex mutex_;
    std::condition_variable_any worth_it_;
    int logged_ = 0;
    int copied_ = 0;  // as far as it was tried
    std::jthread thread_;
};

class SqliteJournal final : public Journal {
  public:
    explicit SqliteJournal(const std::string& path) : file_(path), checkpointer_(path) {
        sqlite3_wal_hook(file_.get(), tell_checkpointer, &checkpointer_);
    }
    ~SqliteJournal() override { sqlite3_wal_hook(file_.get(), nullptr, nullptr); }
    SqliteJournal(const SqliteJournal&) = delete;
    SqliteJournal& operator=(const SqliteJournal&) = delete;

    void append(std::span<const JournalRow> rows, std::span<Written> written) override {
        std::ranges::fill(written, Written::failed);
        if (file_.handle().run("begin immediate") != SQLITE_OK) return complain();
        reserve_log();
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
    static int tell_checkpointer(void* checkpointer, sqlite3*, const char*, int pages) {
        static_cast<Checkpointer*>(checkpointer)->logged(pages);
        return SQLITE_OK;
    }

    // A commit that makes the file longer waits twice as long for the disk as one that writes over what is
    // there, and many times as long when others write, too; what stands after the last commit means nothing
    // to SQLite. Once, in the first transaction, which keeps other writers of the log away. Where room is
    // short the log grows as it is used.
    void reserve_log() {
        if (std::exchange(is_reserved_, true)) return;
        std::error_code error;
        const char* const path = sqlite3_db_filename(file_.get(), "main");
        constexpr std::uintmax_t plenty = std::uintmax_t{16} * log_size;
        if (!path || std::filesystem::space(path, error).available < plenty || error) return;
        constexpr int piece = 1 << 16;  // SQLite writes no more than that at once
        const std::vector<std::byte> zeros(piece);
        sqlite3_file* log = nullptr;
        sqlite3_int64 used = 0;
        sqlite3_file_control(file_.get(), "main", SQLITE_FCNTL_JOURNAL_POINTER, &log);
        if (!log || !log->pMethods || log->pMethods->xFileSize(log, &used) != SQLITE_OK) return;
        for (sqlite3_int64 size = used; size < log_size; size += piece)
            if (log->pMethods->xWrite(log, zeros.data(), piece, size) != SQLITE_OK) {
                log->pMethods->xTruncate(log, used);
                return;
            }
    }

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
    bool is_reserved_ = false;
};

}  // namespace

std::unique_ptr<Journal> open_sqlite_journal(const std::string& file) {
    return std::make_unique<SqliteJournal>(file);
}

}  // namespace canyu::db
