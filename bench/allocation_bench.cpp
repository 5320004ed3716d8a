// Measures the allocation engine alone on a real SQLite ledger (write-ahead log, synchronous=FULL): decisions
// a second, how long an act waits for its answer, and the processor's time for each; then the plain way
// beside it, a transaction that counts down a stock row and inserts an order.
//
//     allocation_bench [SECONDS [WAITING [DIRECTORY]]]
//
// Default: 60 seconds, 512 acts that wait at any time, the current directory, which should be on the disk
// that matters. One thread asks, one decides and commits, one checkpoints. Allotments of 100,000 units follow
// one another: every unit is claimed and then paid, and each of these is a decision of 64 bytes in the
// ledger.
#include <fmt/core.h>
#include <sqlite3.h>
#include <time.h>

#include <algorithm>
#include <array>
#include <bit>
#include <chrono>
#include <filesystem>
#include <thread>

#include "base/check.hpp"
#include "engines/allocation/sequencer.hpp"
#include "features/allotments/journal_ledger.hpp"

using namespace canyu;
using namespace canyu::allocation;

namespace {

using Steady = std::chrono::steady_clock;

constexpr std::uint32_t units = 100'000;

double cpu_seconds(clockid_t clock) {
    timespec used{};
    clock_gettime(clock, &used);
    return static_cast<double>(used.tv_sec) + static_cast<double>(used.tv_nsec) / 1e9;
}

// How often an act waited so many microseconds.
class Waits {
  public:
    void add(Steady::duration wait) {
        const auto microseconds = std::chrono::duration_cast<std::chrono::microseconds>(wait).count();
        ++counts_[std::min<std::size_t>(static_cast<std::size_t>(microseconds), counts_.size() - 1)];
        ++all_;
    }
    [[nodiscard]] double milliseconds(double share) const {
        auto left = static_cast<std::uint64_t>(share * static_cast<double>(all_ - 1));
        std::size_t at = 0;
        for (; left >= counts_[at]; ++at) left -= counts_[at];
        return static_cast<double>(at + 1) / 1e3;
    }
    [[nodiscard]] std::uint64_t all() const { return all_; }

  private:
    std::vector<std::uint64_t> counts_ = std::vector<std::uint64_t>(2'000'000);
    std::uint64_t all_ = 0;
};

// Notes how long everybody waited, and that it was granted or paid.
class Counter final : public Answers {
  public:
    explicit Counter(std::size_t waiting) : asked_(std::bit_ceil(waiting * 2)) {}

    void ask(std::uint64_t number) { asked_[number & (asked_.size() - 1)] = Steady::now(); }
    void answered(std::span<const Answered> answers) override {
        const Steady::time_point now = Steady::now();
        for (const auto& [asker, answer] : answers) {
            CANYU_CHECK(acknowledges(answer.outcome));
            waits_.add(now - asked_[asker & (asked_.size() - 1)]);
        }
        answered_.fetch_add(answers.size(), std::memory_order_release);
        answered_.notify_one();
    }
    [[nodiscard]] std::uint64_t answered() const { return answered_.load(std::memory_order_acquire); }
    // Returns once so many are answered.
    void wait_for(std::uint64_t many) const {
        for (std::uint64_t now = answered(); now < many; now = answered()) answered_.wait(now);
    }
    [[nodiscard]] const Waits& waits() const { return waits_; }

  private:
    std::vector<Steady::time_point> asked_;
    std::atomic<std::uint64_t> answered_{0};
    Waits waits_;
};

Terms terms() {
    Terms terms{.hold = std::chrono::minutes(15)};
    terms.channels.push_back({.units = units, .opens = Time{}, .closes = Time::max()});
    terms.seed.fill(7);
    return terms;
}

Act act_of(ActKind kind, std::uint64_t person) {
    const std::uint64_t scattered = (person + 1) * 0x9E3779B97F4A7C15;
    return {.kind = kind,
            .eligible = 1,
            .person = Id{static_cast<std::int64_t>(scattered >> 1)},
            .key = {scattered, ~scattered},
            .reference = {person, 0}};
}

// Asks for everything a whole allotment can decide, `waiting` at a time. Answers come in order, so that a
// claim is granted by the time its payment is asked for.
void ask_all(Sequencer& sequencer, Counter& counter, std::uint64_t waiting) {
    const std::uint64_t before = counter.answered();
    std::uint64_t asked = before;
    const auto ask = [&](const Act& act) {
        if (asked >= waiting) counter.wait_for(asked - waiting + 1);
        counter.ask(asked);
        CANYU_CHECK(sequencer.submit(act, asked));
        ++asked;
    };
    for (std::uint64_t i = 0; i < units + waiting; ++i) {
        if (i < units) ask(act_of(ActKind::claim, i));
        if (i >= waiting) ask(act_of(ActKind::confirm, i - waiting));
    }
    counter.wait_for(asked);
}

struct Measured {
    double seconds = 0;
    double cpu = 0;           // of the whole program
    double cpu_deciding = 0;  // of the thread that decides and commits
    std::uint64_t rows = 0;
};

Measured measure(Ledger& ledger, Counter& counter, double seconds, std::uint64_t waiting) {
    const SystemClock clock;
    Measured measured;
    const double cpu_before = cpu_seconds(CLOCK_PROCESS_CPUTIME_ID);
    const Steady::time_point start = Steady::now();
    const auto passed = [&] { return std::chrono::duration<double>(Steady::now() - start).count(); };
    for (std::int64_t number = 1; passed() < seconds; ++number) {
        CANYU_CHECK(open(ledger, Id{number}, terms(), clock.now()) == Appended::yes);
        Bell bell;
        Sequencer sequencer(Id{number}, clock, clock, counter, bell);
        CANYU_CHECK(sequencer.lead(ledger, {.epoch = 1, .until = Time::max()}));
        std::stop_source stop;
        std::thread deciding([&] {
            drive(sequencer, bell, ledger, stop.get_token());
            measured.cpu_deciding += cpu_seconds(CLOCK_THREAD_CPUTIME_ID);
        });
        ask_all(sequencer, counter, waiting);
        stop.request_stop();
        deciding.join();
        const Standing standing = sequencer.standing();
        CANYU_CHECK(standing.stock[0] == (Stock{.units = units, .sold = units}) && standing.adds_up);
        measured.rows += standing.rows;
    }
    measured.seconds = passed();
    measured.cpu = cpu_seconds(CLOCK_PROCESS_CPUTIME_ID) - cpu_before;
    return measured;
}

void measure_recovery(Ledger& ledger) {
    const Steady::time_point start = Steady::now();
    const auto replayed = replay(ledger, Id{1});
    CANYU_CHECK(replayed && replayed->allotment().stock(0).sold == units);
    fmt::print("recovery            {:.0f} ms for {} decisions in {} rows\n",
               std::chrono::duration<double, std::milli>(Steady::now() - start).count(), 2 * units,
               replayed->rows());
}

// `together` claims share a transaction, on the same settings.
void measure_plain(const std::string& file, double seconds, int together) {
    sqlite3* database = nullptr;
    CANYU_CHECK(sqlite3_open(file.c_str(), &database) == SQLITE_OK);
    const auto run = [&](const char* sql) {
        CANYU_CHECK(sqlite3_exec(database, sql, nullptr, nullptr, nullptr) == SQLITE_OK);
    };
    const auto prepare = [&](const char* sql) {
        sqlite3_stmt* statement = nullptr;
        CANYU_CHECK(sqlite3_prepare_v2(database, sql, -1, &statement, nullptr) == SQLITE_OK);
        return statement;
    };
    run("pragma journal_mode = wal; pragma synchronous = full;"
        "create table stock(id bigint primary key, n bigint not null);"
        "create table orders(key blob primary key, person bigint not null, at bigint not null);"
        "insert into stock values (1, 1000000000)");
    sqlite3_stmt* const take = prepare("update stock set n = n - 1 where id = 1 and n > 0");
    sqlite3_stmt* const insert = prepare("insert into orders(key, person, at) values (?, ?, ?)");
    const Steady::time_point start = Steady::now();
    const auto passed = [&] { return std::chrono::duration<double>(Steady::now() - start).count(); };
    std::uint64_t claims = 0;
    while (passed() < seconds) {
        run("begin immediate");
        for (int i = 0; i < together; ++i, ++claims) {
            const Act act = act_of(ActKind::claim, claims);
            CANYU_CHECK(sqlite3_step(take) == SQLITE_DONE && sqlite3_changes(database) == 1);
            sqlite3_bind_blob(insert, 1, &act.key, sizeof act.key, SQLITE_STATIC);
            sqlite3_bind_int64(insert, 2, act.person.value);
            sqlite3_bind_int64(insert, 3, static_cast<sqlite3_int64>(claims));
            CANYU_CHECK(sqlite3_step(insert) == SQLITE_DONE);
            sqlite3_reset(take);
            sqlite3_reset(insert);
        }
        run("commit");
    }
    fmt::print("plain transactions  {:.0f} claims/s, {} in each\n", static_cast<double>(claims) / passed(),
               together);
    sqlite3_finalize(take);
    sqlite3_finalize(insert);
    sqlite3_close(database);
}

void remove(const std::string& file) {
    for (const char* ending : {"", "-wal", "-shm"}) std::filesystem::remove(file + ending);
}

void print(const Measured& measured, const Counter& counter) {
    const auto decisions = static_cast<double>(counter.answered());
    const auto rows = static_cast<double>(measured.rows);
    fmt::print(
        "decisions           {:.0f}/s, {:.0f} in {:.1f} s, 64 bytes each; {:.0f} a row, {:.0f} rows/s\n",
        decisions / measured.seconds, decisions, measured.seconds, decisions / rows, rows / measured.seconds);
    const Waits& waits = counter.waits();
    fmt::print("asked to answered   p50 {:.2f} p99 {:.2f} p99.9 {:.2f} longest {:.1f} ms\n",
               waits.milliseconds(0.5), waits.milliseconds(0.99), waits.milliseconds(0.999),
               waits.milliseconds(1));
    fmt::print("processor           {:.2f} us a decision, {:.2f} of it deciding and committing\n",
               measured.cpu / decisions * 1e6, measured.cpu_deciding / decisions * 1e6);
}

}  // namespace

int main(int count, char** arguments) {
    const double seconds = count > 1 ? std::stod(arguments[1]) : 60;
    const std::uint64_t waiting = count > 2 ? std::stoul(arguments[2]) : 512;
    const std::filesystem::path directory = count > 3 ? arguments[3] : ".";
    const std::string database = directory / "allocation_bench.sqlite";
    const std::string file = db::journal_file(database);
    const std::string plain = directory / "allocation_bench_plain.sqlite";
    remove(file);
    fmt::print("allocation_bench {} {}\n", seconds, waiting);
    {
        const auto journal = db::open_journal("sqlite:" + database);
        allotments::JournalLedger ledger(*journal);
        Counter counter(waiting);
        print(measure(ledger, counter, seconds, waiting), counter);
        // Its size is the largest it ever had: it begins anew in place.
        fmt::print("write-ahead log     at most {} MB\n", std::filesystem::file_size(file + "-wal") >> 20);
        measure_recovery(ledger);
    }
    remove(file);
    for (const int together : {1, 256}) {
        remove(plain);
        measure_plain(plain, std::min(seconds, 5.0), together);
    }
    remove(plain);
}
