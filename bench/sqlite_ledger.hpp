// The allocation engine's ledger as a SQLite file of its own: one row a batch, on the disk before it is
// answered, checkpoints on a second connection outside of the commit path.
#pragma once

#include <fmt/core.h>
#include <sqlite3.h>

#include <atomic>
#include <chrono>
#include <filesystem>
#include <string>
#include <thread>

#include "base/check.hpp"
#include "engines/allocation/ledger.hpp"

namespace canyu::bench {

// A connection with the settings that every part of the measurement shares.
class Connection {
  public:
    explicit Connection(const std::string& file) {
        CANYU_CHECK(sqlite3_open(file.c_str(), &database_) == SQLITE_OK);
        // A checkpoint holds the lock for moments: wait for it in small steps.
        sqlite3_busy_handler(
            database_,
            [](void*, int) {
                std::this_thread::sleep_for(std::chrono::microseconds(50));
                return 1;
            },
            nullptr);
        run("pragma page_size = 16384; pragma journal_mode = wal; pragma synchronous = full;"
            "pragma wal_autocheckpoint = 0");
    }
    ~Connection() { CANYU_CHECK(sqlite3_close(database_) == SQLITE_OK); }
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    void run(const char* sql) {
        CANYU_CHECK(sqlite3_exec(database_, sql, nullptr, nullptr, nullptr) == SQLITE_OK);
    }
    sqlite3_stmt* prepare(const char* sql) {
        sqlite3_stmt* statement = nullptr;
        CANYU_CHECK(sqlite3_prepare_v3(database_, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, nullptr) ==
                    SQLITE_OK);
        return statement;
    }
    sqlite3* get() { return database_; }

  private:
    sqlite3* database_ = nullptr;
};

// Keeps the write-ahead log small: copies what is committed into the file while commits go on, and lets the
// next commit begin the log anew once little is left to copy, for which it must keep commits waiting.
class Checkpointer {
  public:
    static constexpr std::uintmax_t enough = std::uintmax_t{96} << 20;

    explicit Checkpointer(const std::string& file)
        : connection_(file),
          log_(file + "-wal"),
          thread_([this](const std::stop_token& stop) { work(stop); }) {}

    [[nodiscard]] std::uintmax_t largest_log() const { return largest_; }
    [[nodiscard]] int restarts() const { return restarts_; }

  private:
    void work(const std::stop_token& stop) {
        while (!stop.stop_requested()) {
            std::this_thread::sleep_for(std::chrono::milliseconds(5));
            largest_ = std::max<std::uintmax_t>(largest_, std::filesystem::file_size(log_));
            int frames = 0;
            int copied = 0;
            checkpoint(SQLITE_CHECKPOINT_PASSIVE, frames, copied);
            if (std::uintmax_t(frames) * 16384 < enough) continue;
            checkpoint(SQLITE_CHECKPOINT_RESTART, frames, copied);
            ++restarts_;
        }
    }
    void checkpoint(int mode, int& frames, int& copied) {
        sqlite3_wal_checkpoint_v2(connection_.get(), nullptr, mode, &frames, &copied);
    }

    Connection connection_;
    std::string log_;
    std::atomic<std::uintmax_t> largest_{0};
    std::atomic<int> restarts_{0};
    std::jthread thread_;
};

class SqliteLedger final : public allocation::Ledger {
  public:
    explicit SqliteLedger(const std::string& file) : connection_(file) {
        connection_.run(
            "create table ledger(allotment bigint not null, seq bigint not null, epoch bigint not null,"
            " batch blob not null, primary key (allotment, seq))");
        insert_ = connection_.prepare("insert into ledger(allotment, seq, epoch, batch) values (?, ?, ?, ?)");
        select_ = connection_.prepare(
            "select seq, epoch, batch from ledger where allotment = ? and seq >= ? order by seq");
    }
    ~SqliteLedger() override {
        sqlite3_finalize(insert_);
        sqlite3_finalize(select_);
    }

    allocation::Appended append(const allocation::Row& row) override {
        sqlite3_bind_int64(insert_, 1, row.allotment.value);
        sqlite3_bind_int64(insert_, 2, static_cast<sqlite3_int64>(row.seq));
        sqlite3_bind_int64(insert_, 3, static_cast<sqlite3_int64>(row.epoch));
        sqlite3_bind_blob(insert_, 4, row.batch.data(), static_cast<int>(row.batch.size()), SQLITE_STATIC);
        const int result = sqlite3_step(insert_);
        sqlite3_reset(insert_);
        if (result == SQLITE_DONE) return allocation::Appended::yes;
        return result == SQLITE_CONSTRAINT ? allocation::Appended::taken : allocation::Appended::failed;
    }

    bool read(Id allotment, std::uint64_t from,
              const std::function<bool(const allocation::Row&)>& each) override {
        sqlite3_bind_int64(select_, 1, allotment.value);
        sqlite3_bind_int64(select_, 2, static_cast<sqlite3_int64>(from));
        int result = sqlite3_step(select_);
        bool more = true;
        for (; more && result == SQLITE_ROW; result = more ? sqlite3_step(select_) : result) {
            const auto* bytes = static_cast<const std::byte*>(sqlite3_column_blob(select_, 2));
            more = each({.allotment = allotment,
                         .seq = static_cast<std::uint64_t>(sqlite3_column_int64(select_, 0)),
                         .epoch = static_cast<std::uint64_t>(sqlite3_column_int64(select_, 1)),
                         .batch = {bytes, static_cast<std::size_t>(sqlite3_column_bytes(select_, 2))}});
        }
        sqlite3_reset(select_);
        return !more || result == SQLITE_DONE;
    }

  private:
    Connection connection_;
    sqlite3_stmt* insert_ = nullptr;
    sqlite3_stmt* select_ = nullptr;
};

}  // namespace canyu::bench
