#include "platform/db/sqlite_file.hpp"

#include <sqlite3.h>

#include <chrono>
#include <memory>
#include <thread>

#include "platform/db/db.hpp"
#include "platform/db/driver.hpp"
#include "platform/files/digest.hpp"

namespace canyu::db {
namespace {

// A step holds nothing that a writer needs, but it takes the disk: between two, others come first.
constexpr int pages_in_step = 256;
constexpr int steps_between_syncs = 16;  // so that the disk never has to write everything at the end
constexpr std::chrono::milliseconds pause{2};

class Handle {
  public:
    Handle(const std::string& path, int flags) : path_(path) {
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

int keep_line(void* into, int, char** values, char**) {
    static_cast<std::vector<std::string>*>(into)->emplace_back(values[0] ? values[0] : "");
    return 0;
}

// The first column of what a statement answers.
std::vector<std::string> lines_of(const Handle& handle, const char* sql) {
    std::vector<std::string> lines;
    if (handle.run(sql, keep_line, &lines) != SQLITE_OK) lines.emplace_back(sqlite3_errmsg(handle.get()));
    return lines;
}

}  // namespace

void copy_sqlite(const std::string& from, const std::string& to,
                 const std::function<void(std::int64_t, std::int64_t)>& watch) {
    const Handle source(from, SQLITE_OPEN_READWRITE);
    // One snapshot for all steps. Without it every write of others would make the copy begin again, so that
    // under a steady stream of them it would never end.
    source.must_run("begin; select count(*) from sqlite_schema;");
    {
        const Handle copy(to, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
        copy.must_run("pragma journal_mode = off; pragma synchronous = off;");
        sqlite3_backup* const backup = sqlite3_backup_init(copy.get(), "main", source.get(), "main");
        if (backup == nullptr) copy.fail();
        int code = SQLITE_OK;
        for (int step = 1; code == SQLITE_OK; ++step) {
            code = sqlite3_backup_step(backup, pages_in_step);
            const std::int64_t all = sqlite3_backup_pagecount(backup);
            if (watch) watch(all - sqlite3_backup_remaining(backup), all);
            if (step % steps_between_syncs == 0) files::sync(to);
            if (code == SQLITE_OK) std::this_thread::sleep_for(pause);
        }
        if (sqlite3_backup_finish(backup) != SQLITE_OK) copy.fail();
    }
    source.must_run("commit");
    files::sync(to);
}

std::vector<std::string> faults_of_sqlite(const std::string& path) {
    std::vector<std::string> lines =
        lines_of(Handle(path, SQLITE_OPEN_READWRITE), "pragma integrity_check(100)");
    if (lines == std::vector<std::string>{"ok"}) lines.clear();
    return lines;
}

bool close_sqlite(const std::string& path) {
    const Handle handle(path, SQLITE_OPEN_READWRITE);
    sqlite3_busy_timeout(handle.get(), 0);
    return lines_of(handle, "pragma journal_mode = delete") == std::vector<std::string>{"delete"};
}

}  // namespace canyu::db
