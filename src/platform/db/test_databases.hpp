// For tests: runs one test on a fresh, empty database of each engine.
//
// PostgreSQL takes part where CANYU_TEST_POSTGRESQL is the url of a server (tools/postgresql start DIR prints
// one); each test gets a schema of its own there, which is dropped again.
#pragma once

#include <doctest/doctest.h>
#include <unistd.h>

#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <string>

#include "platform/db/db.hpp"

namespace canyu::db {

// The url of the PostgreSQL for tests, or nothing, which is said once on standard output.
inline std::optional<std::string> test_postgresql() {
    if (const char* url = std::getenv("CANYU_TEST_POSTGRESQL"); url && *url) return url;
    static const int said = std::puts("skipped on PostgreSQL: CANYU_TEST_POSTGRESQL is not set");
    static_cast<void>(said);
    return std::nullopt;
}

// A schema of its own on the PostgreSQL for tests; empty, and dropped at the end.
class TestSchema {
  public:
    explicit TestSchema(const std::string& server_url) : server_url_(server_url) {
        static std::atomic<int> count{0};
        name_ = "test_" + std::to_string(::getpid()) + '_' + std::to_string(++count);
        run("create schema " + name_);
    }
    ~TestSchema() { run("drop schema " + name_ + " cascade"); }
    TestSchema(const TestSchema&) = delete;
    TestSchema& operator=(const TestSchema&) = delete;

    std::string url() const {
        const char separator = server_url_.find('?') == std::string::npos ? '?' : '&';
        return server_url_ + separator + "options=-csearch_path%3D" + name_;
    }

  private:
    void run(const std::string& sql) const {
        Database database({.url = server_url_, .readers = 1});
        database.write([&](Writer& writer) { writer.execute(sql); });
    }

    std::string server_url_;
    std::string name_;
};

inline void on_each_engine(const std::function<void(const std::string& url)>& test) {
    {
        INFO("on SQLite");
        test("sqlite::memory:");
    }
    if (const auto server = test_postgresql()) {
        INFO("on PostgreSQL");
        const TestSchema schema(*server);
        test(schema.url());
    }
}

inline void on_each_database(const std::function<void(Database& database)>& test) {
    on_each_engine([&](const std::string& url) {
        Database database({.url = url});
        test(database);
    });
}

}  // namespace canyu::db
