// What was answered is kept: a process that is killed, a server that is killed and started again, a full
// disk.
#include <doctest/doctest.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <random>
#include <set>
#include <thread>

#include "base/test_folder.hpp"
#include "platform/db/db.hpp"
#include "platform/db/test_databases.hpp"
#include "platform/db/test_own_server.hpp"

using namespace canyu;
using namespace canyu::db;

namespace {

constexpr const char* writer_case = "the writer that other tests kill";

struct Row {
    Id id;
    Bytes bytes;
};
BOOST_DESCRIBE_STRUCT(Row, (), (id, bytes))

void make_tables(Database& database) {
    database.write([](Writer& w) {
        const std::string bytes = w.engine() == Engine::sqlite ? "blob" : "bytea";
        for (const std::string table : {"one", "two"})
            w.execute("create table " + table + "(id bigint primary key, bytes " + bytes + " not null)");
    });
}

// One act of two rows: after any fault there are both or none.
void write_both(Database& database, Id id, std::size_t size) {
    const Row row{id, {std::string(size, 'x')}};
    database.write([&](Writer& w) {
        w.insert("one", row);
        w.insert("two", row);
    });
}

// Every answered id is there, and no act is there by half.
void check_kept(Database& database, const std::vector<std::int64_t>& answered) {
    // In one read: the server of a killed client may still be committing its last act.
    const auto [one, two] = database.read([](Reader& r) {
        const auto stored = [&](const std::string& table) {
            const auto ids = r.rows<Id>("select id from " + table);
            return std::set<Id>(ids.begin(), ids.end());
        };
        return std::pair(stored("one"), stored("two"));
    });
    CHECK(one == two);
    CHECK(std::ranges::count_if(answered,
                                [&kept = one](std::int64_t id) { return !kept.contains(Id{id}); }) == 0);
}

std::vector<std::int64_t> read_answers(const std::string& path) {
    std::vector<std::int64_t> ids(std::filesystem::file_size(path) / sizeof(std::int64_t));
    std::ifstream file(path, std::ios::binary);
    file.read(reinterpret_cast<char*>(ids.data()),
              static_cast<std::streamsize>(ids.size() * sizeof(std::int64_t)));
    return ids;
}

pid_t start_writer(const std::string& url, const std::string& answers, int node) {
    ::setenv("CANYU_FAULT_DATABASE", url.c_str(), 1);
    ::setenv("CANYU_FAULT_ANSWERS", answers.c_str(), 1);
    ::setenv("CANYU_FAULT_NODE", std::to_string(node).c_str(), 1);
    std::string program = "platform_test";
    std::string filter = std::string("--test-case=") + writer_case;
    std::string no_skip = "--no-skip";
    char* arguments[] = {program.data(), filter.data(), no_skip.data(), nullptr};
    pid_t child = 0;
    REQUIRE(::posix_spawn(&child, "/proc/self/exe", nullptr, nullptr, arguments, environ) == 0);
    return child;
}

// Kills a writing process `rounds` times at a random moment and looks each time what is left.
void kill_writers(const std::string& url, int rounds) {
    const TestFolder directory;
    const std::string answers = directory.file("answers");
    std::ofstream(answers).flush();
    {
        Database database({.url = url});
        make_tables(database);
    }
    std::minstd_rand random(11);
    for (int round = 0; round < rounds; ++round) {
        const auto before = std::filesystem::file_size(answers);
        const pid_t child = start_writer(url, answers, round);
        while (std::filesystem::file_size(answers) == before) std::this_thread::yield();
        std::this_thread::sleep_for(std::chrono::microseconds{random() % 20'000});
        ::kill(child, SIGKILL);
        ::waitpid(child, nullptr, 0);
        Database database({.url = url});
        check_kept(database, read_answers(answers));
    }
    CHECK(read_answers(answers).size() >= static_cast<std::size_t>(rounds));
}

}  // namespace

TEST_CASE("the writer that other tests kill" * doctest::skip()) {
    const char* url = std::getenv("CANYU_FAULT_DATABASE");
    if (!url) return;
    const int answers = ::open(std::getenv("CANYU_FAULT_ANSWERS"), O_WRONLY | O_APPEND);
    REQUIRE(answers >= 0);
    const SystemClock clock;
    IdSource ids(clock, static_cast<std::uint16_t>(std::atoi(std::getenv("CANYU_FAULT_NODE"))));
    Database database({.url = url});
    std::vector<std::thread> threads;
    for (int t = 0; t < 8; ++t)
        threads.emplace_back([&] {
            while (true) {
                const Id id = ids.next();
                write_both(database, id, 100);
                CANYU_CHECK(::write(answers, &id.value, sizeof id.value) == sizeof id.value);
            }
        });
    for (std::thread& thread : threads) thread.join();
}

TEST_CASE("kill -9 in the middle of writes loses nothing that was answered") {
    const TestFolder directory;
    kill_writers("sqlite:" + directory.file("database.sqlite"), 50);
    if (const auto server = test_postgresql()) {
        const TestSchema schema(*server);
        kill_writers(schema.url(), 10);
    }
}

TEST_CASE("a PostgreSQL that is killed and started again is found again, with all that was answered") {
    if (!test_postgresql()) return;
    OwnServer server;
    Database database({.url = server.url()});
    make_tables(database);
    const SystemClock clock;
    IdSource ids(clock, 1);
    std::vector<std::int64_t> answered;
    std::mutex mutex;
    std::atomic<bool> stop = false;
    std::atomic<int> refused = 0;
    std::vector<std::thread> threads;
    for (int t = 0; t < 4; ++t)
        threads.emplace_back([&] {
            while (!stop) {
                const Id id = ids.next();
                try {
                    write_both(database, id, 100);
                    const std::lock_guard lock(mutex);
                    answered.push_back(id.value);
                } catch (const Unavailable&) {
                    ++refused;
                }
                try {
                    database.read(
                        [](Reader& r) { return r.value<std::int64_t>("select count(*) from one"); });
                } catch (const Unavailable&) {
                    ++refused;
                }
            }
        });
    const auto wait_for_answers = [&] {
        const auto count = [&] {
            const std::lock_guard lock(mutex);
            return answered.size();
        };
        for (const std::size_t wanted = count() + 100; count() < wanted;) std::this_thread::yield();
    };
    for (int round = 0; round < 3; ++round) {
        wait_for_answers();
        server.kill();
        const int before = refused;
        while (refused < before + 8) std::this_thread::yield();
        server.start();
        wait_for_answers();
    }
    stop = true;
    for (std::thread& thread : threads) thread.join();
    check_kept(database, answered);
}

TEST_CASE("a connection that the server ended meanwhile is replaced without an error") {
    if (!test_postgresql()) return;
    OwnServer server;
    Database database({.url = server.url(), .readers = 2});
    make_tables(database);
    write_both(database, Id{1}, 1);
    server.kill();
    server.start();
    CHECK_NOTHROW(write_both(database, Id{2}, 1));
    check_kept(database, {1, 2});
}

TEST_CASE("a full disk refuses writes, loses nothing, and writing goes on when there is room") {
    const TestFolder directory;
    Database database({.url = "sqlite:" + directory.file("database.sqlite")});
    make_tables(database);
    std::vector<std::int64_t> answered;
    std::int64_t next = 1;
    const auto fill = [&](int most) {
        for (int i = 0; i < most; ++i, ++next) {
            write_both(database, Id{next}, 50'000);
            answered.push_back(next);
        }
    };
    fill(1);
    // No file may grow beyond it, which SQLite meets as a failing write.
    ::signal(SIGXFSZ, SIG_IGN);
    rlimit before{};
    REQUIRE(::getrlimit(RLIMIT_FSIZE, &before) == 0);
    const rlimit small{3'000'000, before.rlim_max};
    for (int round = 0; round < 2; ++round) {
        REQUIRE(::setrlimit(RLIMIT_FSIZE, &small) == 0);
        CHECK_THROWS_AS(fill(1000), Unavailable);
        CHECK_THROWS_AS(fill(1000), Unavailable);
        check_kept(database, answered);
        REQUIRE(::setrlimit(RLIMIT_FSIZE, &before) == 0);
        CHECK_NOTHROW(fill(3));
        check_kept(database, answered);
    }
    ::signal(SIGXFSZ, SIG_DFL);
}
