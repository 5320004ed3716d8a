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
#include <time.h>

#include <algorithm>
#include <array>
#include <cstring>

#include "engines/allocation/sequencer.hpp"
#include "sqlite_ledger.hpp"

using namespace canyu;
using namespace canyu::allocation;
using namespace canyu::bench;

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

Measured measure(SqliteLedger& ledger, Counter& counter, double seconds, std::uint64_t waiting) {
    const SystemClock clock;
    Measured measured;
    const double cpu_before = cpu_seconds(CLOCK_PROCESS_CPUTIME_ID);
    const Steady::time_point start = Steady::now();
    const auto passed = [&] { return std::chrono::duration<double>(Steady::now() - start).count(); };
    for (std::int64_t number = 1; passed() < seconds; ++number) {
        CANYU_CHECK(open(ledger, Id{number}, terms(), clock.now()) == Appended::yes);
        Sequencer sequencer(Id{number}, clock, clock, counter);
        CANYU_CHECK(sequencer.lead(ledger, {.epoch = 1, .until = Time::max()}));
        std::stop_source stop;
        std::thread deciding([&] {
            drive(sequencer, ledger, stop.get_token());
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

void measure_recovery(SqliteLedger& ledger) {
    const Steady::time_point start = Steady::now();
    const auto replayed = replay(ledger, Id{1});
    CANYU_CHECK(replayed && replayed->allotment().stock(0).sold == units);
    fmt::print("recovery            {:.0f} ms for {} decisions in {} rows\n",
               std::chrono::duration<double, std::milli>(Steady::now() - start).count(), 2 * units,
               replayed->rows());
}

// `together` claims share a transaction.
void measure_plain(const std::string& file, double seconds, int together) {
    Connection connection(file);
    connection.run(
        "create table if not exists stock(id bigint primary key, n bigint not null);"
        "create table if not exists orders(key blob primary key, person bigint not null, at bigint not null);"
        "insert or replace into stock values (1, 1000000000)");
    sqlite3_stmt* take = connection.prepare("update stock set n = n - 1 where id = 1 and n > 0");
    sqlite3_stmt* insert = connection.prepare("insert into orders(key, person, at) values (?, ?, ?)");
    static std::uint64_t person = 0;
    const Steady::time_point start = Steady::now();
    const auto passed = [&] { return std::chrono::duration<double>(Steady::now() - start).count(); };
    std::uint64_t claims = 0;
    while (passed() < seconds) {
        connection.run("begin immediate");
        for (int i = 0; i < together; ++i, ++claims) {
            const Act act = act_of(ActKind::claim, person++);
            CANYU_CHECK(sqlite3_step(take) == SQLITE_DONE && sqlite3_changes(connection.get()) == 1);
            sqlite3_bind_blob(insert, 1, &act.key, sizeof act.key, SQLITE_STATIC);
            sqlite3_bind_int64(insert, 2, act.person.value);
            sqlite3_bind_int64(insert, 3, static_cast<sqlite3_int64>(claims));
            CANYU_CHECK(sqlite3_step(insert) == SQLITE_DONE);
            sqlite3_reset(take);
            sqlite3_reset(insert);
        }
        connection.run("commit");
    }
    fmt::print("plain transactions  {:.0f} claims/s, {} in each\n", static_cast<double>(claims) / passed(),
               together);
    sqlite3_finalize(take);
    sqlite3_finalize(insert);
}

void remove(const std::string& file) {
    for (const char* ending : {"", "-wal", "-shm"}) std::filesystem::remove(file + ending);
}

}  // namespace

int main(int count, char** arguments) {
    const double seconds = count > 1 ? std::stod(arguments[1]) : 60;
    const std::uint64_t waiting = count > 2 ? std::stoul(arguments[2]) : 512;
    const std::filesystem::path directory = count > 3 ? arguments[3] : ".";
    const std::string file = directory / "allocation_bench.sqlite";
    const std::string plain = directory / "allocation_bench_plain.sqlite";
    remove(file);
    remove(plain);
    Counter counter(waiting);
    {
        SqliteLedger ledger(file);
        const Checkpointer checkpointer(file);
        const Measured measured = measure(ledger, counter, seconds, waiting);
        const auto decisions = static_cast<double>(counter.answered());
        fmt::print("allocation_bench {} {}\n", seconds, waiting);
        fmt::print(
            "decisions           {:.0f}/s, {:.0f} in {:.1f} s, 64 bytes each, {:.0f} a row, {:.0f} rows/s\n",
            decisions / measured.seconds, decisions, measured.seconds,
            decisions / static_cast<double>(measured.rows),
            static_cast<double>(measured.rows) / measured.seconds);
        const Waits& waits = counter.waits();
        fmt::print("asked to answered   p50 {:.2f} p99 {:.2f} p99.9 {:.2f} longest {:.1f} ms\n",
                   waits.milliseconds(0.5), waits.milliseconds(0.99), waits.milliseconds(0.999),
                   waits.milliseconds(1));
        fmt::print("processor           {:.2f} us a decision, {:.2f} of it deciding and committing\n",
                   measured.cpu / decisions * 1e6, measured.cpu_deciding / decisions * 1e6);
        fmt::print("write-ahead log     at most {} MB, begun anew {} times\n",
                   checkpointer.largest_log() >> 20, checkpointer.restarts());
        measure_recovery(ledger);
    }
    measure_plain(plain, std::min(seconds, 5.0), 1);
    measure_plain(plain, std::min(seconds, 5.0), 256);
    remove(file);
    remove(plain);
}
