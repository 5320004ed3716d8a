// Private to platform/db: a SQLite file by the library's own functions, where SOCI has no word for what is
// needed.
#pragma once

#include <sqlite3.h>

#include <memory>
#include <string>

#include "platform/db/db.hpp"
#include "platform/db/driver.hpp"

namespace canyu::db {

class SqliteHandle {
  public:
    SqliteHandle(const std::string& path, int flags) : path_(path) {
        configure_sqlite();
        sqlite3* opened = nullptr;
        const int code = sqlite3_open_v2(path.c_str(), &opened, flags, nullptr);
        handle_.reset(opened);  // there is one to close, and to ask why, even where it could not be opened
        if (code != SQLITE_OK) fail();
        sqlite3_busy_timeout(get(), 5000);
    }

    sqlite3* get() const { return handle_.get(); }
    int run(const char* sql, int (*row)(void*, int, char**, char**) = nullptr, void* into = nullptr) const {
        return sqlite3_exec(get(), sql, row, into, nullptr);
    }
    void must_run(const char* sql) const {
        if (run(sql) != SQLITE_OK) fail();
    }
    [[noreturn]] void fail() const { throw Unavailable(path_ + ": " + sqlite3_errmsg(get())); }

  private:
    struct Close {
        void operator()(sqlite3* handle) const { sqlite3_close(handle); }
    };
    const std::string path_;
    std::unique_ptr<sqlite3, Close> handle_;
};

}  // namespace canyu::db
