#include "platform/db/sqlite_file.hpp"

#include <chrono>
#include <thread>

#include "platform/db/sqlite_handle.hpp"
#include "platform/files/digest.hpp"

namespace canyu::db {
namespace {

// A step holds nothing that a writer needs, but it takes the disk: between two, others come first.
constexpr int pages_in_step = 256;
constexpr int steps_between_syncs = 16;  // so that the disk never has to write everything at the end
constexpr std::chrono::milliseconds pause{2};

int keep_line(void* into, int, char** values, char**) {
    static_cast<std::vector<std::string>*>(into)->emplace_back(values[0] ? values[0] : "");
    return 0;
}

// The first column of what a statement answers.
std::vector<std::string> lines_of(const SqliteHandle& handle, const char* sql) {
    std::vector<std::string> lines;
    if (handle.run(sql, keep_line, &lines) != SQLITE_OK) lines.emplace_back(sqlite3_errmsg(handle.get()));
    return lines;
}

}  // namespace

void copy_sqlite(const std::string& from, const std::string& to,
                 const std::function<void(std::int64_t, std::int64_t)>& watch) {
    const SqliteHandle source(from, SQLITE_OPEN_READWRITE);
    // One snapshot for all steps. Without it every write of others would make the copy begin again, so that
    // under a steady stream of them it would never end.
    source.must_run("begin; select count(*) from sqlite_schema;");
    {
        const SqliteHandle copy(to, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
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
        lines_of(SqliteHandle(path, SQLITE_OPEN_READWRITE), "pragma integrity_check(100)");
    if (lines == std::vector<std::string>{"ok"}) lines.clear();
    return lines;
}

bool close_sqlite(const std::string& path) {
    const SqliteHandle handle(path, SQLITE_OPEN_READWRITE);
    sqlite3_busy_timeout(handle.get(), 0);
    return lines_of(handle, "pragma journal_mode = delete") == std::vector<std::string>{"delete"};
}

}  // namespace canyu::db
