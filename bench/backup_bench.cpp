// Measures `canyu backup` of a SQLite database of 1 GB while 500 acts a second are written: whether any is
// refused, how long they wait with and without it, and whether what is restored is the database of one
// moment, row for row.
//
//     backup_bench [PROGRAM [MEGABYTES]]     in the folder it is run in, which should be on the disk that
//     matters;
//                                            default: ../release/canyu 1000
#include <fmt/core.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <mutex>
#include <thread>

#include "app/migrations.hpp"
#include "platform/archive/row_text.hpp"
#include "platform/db/any_table.hpp"
#include "platform/db/migrate.hpp"
#include "platform/files/digest.hpp"

using namespace canyu;
namespace fs = std::filesystem;

namespace {

using Clock = std::chrono::steady_clock;
using namespace std::chrono_literals;

constexpr int acts_a_second = 500;
constexpr int threads = 10;
constexpr std::int64_t written_topic = 1;  // all acts go here; its post_count is their number
constexpr std::int64_t bytes_of_a_post = 2'200;

const std::string live = "sqlite:backup_bench.sqlite";
const std::string words(300, 'w');

void fill(db::Database& database, std::int64_t megabytes) {
    db::migrate(database, migrations(), SystemClock().now());
    database.write([](db::Writer& w) {
        w.execute(
            "insert into topic (id, product_id, number, board_id, subject_kind, subject_id, subject_url, "
            "author_id, "
            "title, post_count, staff_answered, created_at, last_post_at) "
            "values (?, 1, 1, 1, '', 0, '', 1, 'topic', 0, 0, 0, 0)",
            written_topic);
    });
    constexpr std::int64_t at_once = 20'000;
    for (std::int64_t first = 1; first * bytes_of_a_post < megabytes * 1'000'000; first += at_once)
        database.write([&](db::Writer& w) {
            w.execute(
                "with recursive n (i) as (select ? union all select i + 1 from n where i < ?) "
                "insert into post (topic_id, floor, id, author_id, markdown, html, created_at) "
                "select 2 + i / 1000, i % 1000, i * 1000000, i % 5000, hex(randomblob(500)), "
                "hex(randomblob(500)), i "
                "from n",
                first, first + at_once - 1);
        });
}

// What a reply is: a floor in the topic, a post, a row in the log.
void act(db::Database& database) {
    database.write([&](db::Writer& w) {
        const auto floor = w.value<std::int64_t>(
            "update topic set post_count = post_count + 1, last_post_at = ? where id = ? returning "
            "post_count",
            std::int64_t{1}, written_topic);
        w.execute(
            "insert into post (topic_id, floor, id, author_id, markdown, html, created_at) values (?, ?, ?, "
            "1, ?, ?, 1)",
            written_topic, floor, floor, words, words);
        w.execute(
            "insert into participation (id, at, person_id, product_id, node, verb, object, object_id, "
            "reverses) "
            "values (?, 1, 1, 1, 'product', 'post', 'post', ?, null)",
            floor, floor);
    });
}

// Acts at a steady pace, whoever waits; the wait of each counts from when it was due.
class Crowd {
  public:
    explicit Crowd(db::Database& database) {
        for (int i = 0; i < threads; ++i)
            threads_.emplace_back([&, i] {
                constexpr auto interval = std::chrono::microseconds(1'000'000 * threads / acts_a_second);
                for (auto due = Clock::now() + interval * i / threads; !stop_; due += interval) {
                    std::this_thread::sleep_until(due);
                    try {
                        act(database);
                    } catch (const std::exception& error) {
                        ++refused_;
                        fmt::print(stderr, "refused: {}\n", error.what());
                    }
                    const std::lock_guard lock(mutex_);
                    waits_.push_back(std::chrono::duration<double, std::milli>(Clock::now() - due).count());
                }
            });
    }
    void finish(const char* when) {
        stop_ = true;
        for (std::thread& thread : threads_) thread.join();
        const double seconds = std::chrono::duration<double>(Clock::now() - begun_).count();
        std::ranges::sort(waits_);
        const auto at = [&](double part) {
            return waits_[static_cast<std::size_t>(static_cast<double>(waits_.size() - 1) * part)];
        };
        fmt::print(
            "{:<24} {:6.0f} acts/s   refused {}   p50 {:6.1f} ms   p99 {:6.1f} ms   longest {:6.1f} ms\n",
            when, static_cast<double>(waits_.size()) / seconds, refused_.load(), at(0.5), at(0.99),
            waits_.back());
    }

  private:
    Clock::time_point begun_ = Clock::now();
    std::atomic<bool> stop_ = false;
    std::atomic<int> refused_ = 0;
    std::mutex mutex_;
    std::vector<double> waits_;
    std::vector<std::thread> threads_;
};

std::int64_t acts_in(db::Database& database) {
    return database.read([](db::Reader& r) {
        return r.value<std::int64_t>("select post_count from topic where id = ?", written_topic);
    });
}

// Whether the row was there when `acts` acts had been done. The topic itself says how many, and is told apart
// by that.
bool was_there(const db::AnyTable& table, const std::vector<db::Value>& row, std::int64_t acts) {
    const auto number = [&](std::size_t column) { return std::get<std::int64_t>(row[column]); };
    if (table.name() == "topic") return false;
    if (table.name() == "participation") return number(0) <= acts;
    return table.name() != "post" || number(0) != written_topic || number(1) <= acts;
}

struct Content {
    std::int64_t rows = 0;
    std::string digest;
    bool operator==(const Content&) const = default;
};

Content content_of(db::Database& database, std::int64_t acts) {
    return database.read([&](db::Reader& reader) {
        Content content;
        std::string lines;
        for (const db::AnyTable& table : db::tables(reader)) {
            table.each(reader, [&](const std::vector<db::Value>& row) {
                if (!was_there(table, row, acts)) return;
                ++content.rows;
                lines += archive::to_line(table, row);
                if (lines.size() < (std::size_t{1} << 20)) return;
                content.digest = files::sha256(content.digest + lines);
                lines.clear();
            });
            content.digest = files::sha256(content.digest + table.name() + lines);
            lines.clear();
        }
        return content;
    });
}

bool run(const std::string& command) {
    return std::system((command + " > /dev/null").c_str()) == 0;
}

void remove_all() {
    for (const char* name : {"backup_bench.sqlite", "backup_bench.restored"})
        for (const char* suffix : {"", "-wal", "-shm"}) fs::remove(std::string(name) + suffix);
    fs::remove_all("backup_bench.backup");
}

// The acts go on while `command` runs.
double seconds_of(const std::string& command) {
    const auto begun = Clock::now();
    if (!run(command)) throw std::runtime_error(command);
    return std::chrono::duration<double>(Clock::now() - begun).count();
}

}  // namespace

int main(int argc, char** argv) {
    const std::string program = argc > 1 ? argv[1] : "../release/canyu";
    const std::int64_t megabytes = argc > 2 ? std::atoll(argv[2]) : 1000;
    remove_all();
    db::Database database({.url = live});
    fill(database, megabytes);
    fmt::print("a database of {} MB, {} acts a second of 3 statements by {} threads\n",
               fs::file_size("backup_bench.sqlite") / 1'000'000, acts_a_second, threads);
    {
        Crowd crowd(database);
        std::this_thread::sleep_for(15s);
        crowd.finish("without a backup");
    }
    const std::int64_t before = acts_in(database);
    double took = 0;
    {
        Crowd crowd(database);
        std::this_thread::sleep_for(1s);
        took = seconds_of(program + " backup backup_bench.backup --database " + live);
        crowd.finish("while it is backed up");
    }
    const std::int64_t after = acts_in(database);
    const double restoring =
        seconds_of(program + " restore backup_bench.backup --database sqlite:backup_bench.restored");
    db::Database restored({.url = "sqlite:backup_bench.restored"});
    const std::int64_t acts = acts_in(restored);
    const Content copied = content_of(restored, after);
    const bool equal = copied == content_of(database, acts);
    fmt::print("backup {:.1f} s, restore with every check {:.1f} s\n", took, restoring);
    fmt::print("acts before {}, in the copy {}, after {}: {}\n", before, acts, after,
               before < acts && acts < after ? "one moment of the backup" : "WRONG");
    fmt::print("the copy's {} rows and the live ones of that moment: {}\n", copied.rows,
               equal ? "equal" : "DIFFERENT");
    remove_all();
    return equal && before < acts && acts < after ? 0 : 1;
}
