// Measures platform/db on SQLite beside the raw sqlite3 C API doing the same statements in the same run:
// durable small writes by 32 threads, and reads of a 20-row join by one and two threads.
//
//     db_bench [DIRECTORY]     where the database files go; it should be on the disk that matters (default:
//     .)
#include <fmt/core.h>
#include <sqlite3.h>

#include <algorithm>
#include <atomic>
#include <filesystem>
#include <thread>

#include "platform/db/db.hpp"

using namespace canyu;

namespace {

using Clock = std::chrono::steady_clock;
using namespace std::chrono_literals;

constexpr int writers = 32;
constexpr int rounds = 3;
constexpr auto round_time = 2s;
constexpr std::int64_t topics = 1000;
constexpr std::int64_t people = 1000;

constexpr const char* schema = R"(
create table person(id bigint primary key, name text not null);
create table topic(id bigint primary key, title text not null, replies bigint not null, last_at bigint not null);
create table post(id bigint primary key, topic_id bigint not null references topic, person_id bigint not null
    references person, body text not null, created_at bigint not null);
create index post_by_topic on post(topic_id, id);
create table participation(id bigint primary key, person_id bigint not null, verb text not null, topic_id bigint not null,
    created_at bigint not null);
create table outbox(id bigint primary key, name text not null, payload text not null, due_at bigint not null);
)";

constexpr const char* select_topic = "select replies from topic where id = ?";
constexpr const char* select_person = "select name from person where id = ?";
constexpr const char* insert_post =
    "insert into post(id, topic_id, person_id, body, created_at) values(?, ?, ?, ?, ?)";
constexpr const char* update_topic = "update topic set replies = replies + 1, last_at = ? where id = ?";
constexpr const char* insert_participation =
    "insert into participation(id, person_id, verb, topic_id, created_at) values(?, ?, ?, ?, ?)";
constexpr const char* insert_outbox = "insert into outbox(id, name, payload, due_at) values(?, ?, ?, ?)";
constexpr const char* select_page =
    "select post.id, post.body, post.created_at, person.id, person.name from post join person on person.id = "
    "post.person_id where post.topic_id = ? order by post.id limit 20";

struct PageRow {
    Id id;
    std::string body;
    Time created_at{};
    Id person_id;
    std::string person_name;
};
BOOST_DESCRIBE_STRUCT(PageRow, (), (id, body, created_at, person_id, person_name))

const std::string body(300, 'x');
const std::string payload = R"({"topic_id":"1","post_id":"2","person_id":"3"})";
std::atomic<std::int64_t> next_id{1'000'000};

// Prepared statements of the C API, as lean as they can be.
class Raw {
  public:
    explicit Raw(const std::string& path) {
        sqlite3_open(path.c_str(), &connection_);
        script(
            "pragma journal_mode=wal; pragma synchronous=full; pragma foreign_keys=on; pragma "
            "temp_store=memory;"
            "pragma cache_size=-8000; pragma wal_autocheckpoint=4000;");
    }
    ~Raw() {
        for (sqlite3_stmt* statement : statements_) sqlite3_finalize(statement);
        sqlite3_close(connection_);
    }
    Raw(const Raw&) = delete;
    Raw& operator=(const Raw&) = delete;

    void script(const char* sql) {
        if (sqlite3_exec(connection_, sql, nullptr, nullptr, nullptr) == SQLITE_OK) return;
        fmt::print(stderr, "{}: {}\n", sql, sqlite3_errmsg(connection_));
        std::exit(1);
    }
    sqlite3_stmt* prepare(const char* sql) {
        sqlite3_stmt* statement = nullptr;
        sqlite3_prepare_v2(connection_, sql, -1, &statement, nullptr);
        statements_.push_back(statement);
        return statement;
    }

  private:
    sqlite3* connection_ = nullptr;
    std::vector<sqlite3_stmt*> statements_;
};

void bind(sqlite3_stmt* statement, int at, std::int64_t value) {
    sqlite3_bind_int64(statement, at, value);
}
void bind(sqlite3_stmt* statement, int at, const std::string& value) {
    sqlite3_bind_text(statement, at, value.data(), static_cast<int>(value.size()), SQLITE_STATIC);
}

template <class... Arguments>
void run(sqlite3_stmt* statement, const Arguments&... arguments) {
    int at = 0;
    (bind(statement, ++at, arguments), ...);
    while (sqlite3_step(statement) == SQLITE_ROW) sqlite3_column_bytes(statement, 0);
    sqlite3_reset(statement);
}

void fill(const std::string& path) {
    Raw raw(path);
    raw.script(schema);
    raw.script("begin");
    sqlite3_stmt* person = raw.prepare("insert into person(id, name) values(?, 'person ' || ?1)");
    for (std::int64_t i = 1; i <= people; ++i) run(person, i);
    sqlite3_stmt* topic =
        raw.prepare("insert into topic(id, title, replies, last_at) values(?, 'topic', 20, 0)");
    sqlite3_stmt* post = raw.prepare(insert_post);
    for (std::int64_t i = 1; i <= topics; ++i) {
        run(topic, i);
        for (std::int64_t k = 1; k <= 20; ++k)
            run(post, i * 100 + k, i, (i * 7 + k * 13) % people + 1, body, k);
    }
    raw.script("commit");
}

// Commits a second of one thread that puts `batch` small transactions, each in a savepoint, into every
// commit.
double raw_writes(const std::string& path, int batch) {
    Raw raw(path);
    sqlite3_stmt* begin = raw.prepare("begin immediate");
    sqlite3_stmt* commit = raw.prepare("commit");
    sqlite3_stmt* savepoint = raw.prepare("savepoint closure");
    sqlite3_stmt* release = raw.prepare("release closure");
    sqlite3_stmt* statements[] = {raw.prepare(select_topic),         raw.prepare(select_person),
                                  raw.prepare(insert_post),          raw.prepare(update_topic),
                                  raw.prepare(insert_participation), raw.prepare(insert_outbox)};
    const std::string verb = "reply";
    const std::string event = "post_added";
    const auto start = Clock::now();
    std::int64_t done = 0;
    for (; Clock::now() - start < round_time; done += batch) {
        run(begin);
        for (int i = 0; i < batch; ++i) {
            const std::int64_t id = next_id++;
            const std::int64_t topic = id % topics + 1;
            const std::int64_t person = id * 7 % people + 1;
            run(savepoint);
            run(statements[0], topic);
            run(statements[1], person);
            run(statements[2], id, topic, person, body, id);
            run(statements[3], id, topic);
            run(statements[4], id, person, verb, topic, id);
            run(statements[5], id, event, payload, id);
            run(release);
        }
        run(commit);
    }
    return static_cast<double>(done) / std::chrono::duration<double>(Clock::now() - start).count();
}

void write_once(db::Database& database) {
    const Id id{next_id++};
    const Id topic{id.value % topics + 1};
    const Id person{id.value * 7 % people + 1};
    const Time now = time_from_milliseconds(id.value);
    database.write([&](db::Writer& w) {
        w.value<std::int64_t>(select_topic, topic);
        w.value<std::string>(select_person, person);
        w.execute(insert_post, id, topic, person, body, now);
        w.execute(update_topic, now, topic);
        w.execute(insert_participation, id, person, std::string("reply"), topic, now);
        w.execute(insert_outbox, id, std::string("post_added"), payload, now);
    });
}

struct Writes {
    double per_second = 0;
    std::vector<double> milliseconds;  // of each write, sorted
    double percentile(double part) const {
        return milliseconds[static_cast<std::size_t>(static_cast<double>(milliseconds.size() - 1) * part)];
    }
};

Writes database_writes(const std::string& path) {
    db::Database database({.url = "sqlite:" + path});
    std::vector<std::vector<double>> times(writers);
    std::vector<std::thread> threads;
    const auto start = Clock::now();
    for (int t = 0; t < writers; ++t)
        threads.emplace_back([&, t] {
            for (auto before = Clock::now(); before - start < round_time;) {
                write_once(database);
                const auto after = Clock::now();
                times[static_cast<std::size_t>(t)].push_back(
                    std::chrono::duration<double, std::milli>(after - before).count());
                before = after;
            }
        });
    for (std::thread& thread : threads) thread.join();
    const double seconds = std::chrono::duration<double>(Clock::now() - start).count();
    Writes result;
    for (const auto& part : times)
        result.milliseconds.insert(result.milliseconds.end(), part.begin(), part.end());
    std::ranges::sort(result.milliseconds);
    result.per_second = static_cast<double>(result.milliseconds.size()) / seconds;
    return result;
}

double raw_read_microseconds(const std::string& path) {
    Raw raw(path);
    sqlite3_stmt* begin = raw.prepare("begin");
    sqlite3_stmt* commit = raw.prepare("commit");
    sqlite3_stmt* page = raw.prepare(select_page);
    const auto start = Clock::now();
    std::int64_t done = 0;
    for (; Clock::now() - start < round_time; ++done) {
        run(begin);
        sqlite3_bind_int64(page, 1, done % topics + 1);
        std::vector<PageRow> rows;
        while (sqlite3_step(page) == SQLITE_ROW) {
            PageRow& row = rows.emplace_back();
            const auto text = [&](int column) {
                return std::string(reinterpret_cast<const char*>(sqlite3_column_text(page, column)),
                                   static_cast<std::size_t>(sqlite3_column_bytes(page, column)));
            };
            row.id.value = sqlite3_column_int64(page, 0);
            row.body = text(1);
            row.created_at = time_from_milliseconds(sqlite3_column_int64(page, 2));
            row.person_id.value = sqlite3_column_int64(page, 3);
            row.person_name = text(4);
        }
        sqlite3_reset(page);
        run(commit);
    }
    return std::chrono::duration<double, std::micro>(Clock::now() - start).count() /
           static_cast<double>(done);
}

double database_read_microseconds(const std::string& path, int threads_count) {
    db::Database database({.url = "sqlite:" + path});
    std::atomic<std::int64_t> done = 0;
    std::vector<std::thread> threads;
    const auto start = Clock::now();
    for (int t = 0; t < threads_count; ++t)
        threads.emplace_back([&] {
            std::int64_t mine = 0;
            for (; Clock::now() - start < round_time; ++mine) {
                const Id topic{mine % topics + 1};
                database.read([&](db::Reader& r) { return r.rows<PageRow>(select_page, topic); });
            }
            done += mine;
        });
    for (std::thread& thread : threads) thread.join();
    return std::chrono::duration<double, std::micro>(Clock::now() - start).count() /
           static_cast<double>(done);
}

double median(std::vector<double> values) {
    std::ranges::sort(values);
    return values[values.size() / 2];
}

}  // namespace

int main(int argc, char** argv) {
    const std::filesystem::path directory = argc > 1 ? argv[1] : ".";
    std::vector<double> raw_single, raw_batch, ours, p50, p99, raw_read, our_read, our_reads;
    // The settings that SQLite takes before its first use are made by the first Database.
    db::Database({.url = "sqlite::memory:"});
    for (int round = 0; round < rounds; ++round) {
        const std::filesystem::path path = directory / fmt::format("db_bench_{}.sqlite", round);
        std::filesystem::remove(path);
        fill(path);
        raw_read.push_back(raw_read_microseconds(path));
        our_read.push_back(database_read_microseconds(path, 1));
        our_reads.push_back(database_read_microseconds(path, 2));
        raw_single.push_back(raw_writes(path, 1));
        raw_batch.push_back(raw_writes(path, writers));
        const Writes writes = database_writes(path);
        ours.push_back(writes.per_second);
        p50.push_back(writes.percentile(0.5));
        p99.push_back(writes.percentile(0.99));
        for (const char* suffix : {"", "-wal", "-shm"}) std::filesystem::remove(path.string() + suffix);
    }
    fmt::print("medians of {} rounds of {} s\n", rounds, round_time.count());
    fmt::print("durable writes of 6 statements, 32 threads    {:8.0f} /s   p50 {:.2f} ms   p99 {:.2f} ms\n",
               median(ours), median(p50), median(p99));
    fmt::print("  raw C API, one thread, 32 in a commit       {:8.0f} /s\n", median(raw_batch));
    fmt::print("  raw C API, one thread, 1 in a commit        {:8.0f} /s\n", median(raw_single));
    fmt::print("read of a 20-row join, one thread             {:8.1f} us\n", median(our_read));
    fmt::print("  two threads, each read's share              {:8.1f} us\n", median(our_reads));
    fmt::print("  raw C API, one thread                       {:8.1f} us\n", median(raw_read));
}
