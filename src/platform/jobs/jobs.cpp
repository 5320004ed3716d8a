#include "platform/jobs/jobs.hpp"

#include <algorithm>
#include <condition_variable>
#include <map>
#include <mutex>
#include <stdexcept>
#include <thread>

#include "base/check.hpp"
#include "base/log.hpp"
#include "platform/jobs/queue.hpp"

namespace canyu::jobs {
namespace {

// How often the table is looked at for what other processes wrote and for what has come due.
constexpr std::chrono::seconds look_interval{1};

struct Schedule {
    std::string name;
    Time due_at{};
};
BOOST_DESCRIBE_STRUCT(Schedule, (), (name, due_at))

struct Repeated {
    std::string name;
    Milliseconds interval;
    std::function<void()> act;
};

}  // namespace

struct Jobs::Core {
    db::Database& database;
    const Clock& clock;
    IdSource& ids;
    const Options options;

    // Filled before any work begins, then only read.
    std::map<std::pair<std::string, std::string>, Handler, std::less<>> handlers{};
    std::map<std::string, std::vector<std::string>, std::less<>> subscribers{};
    std::vector<Repeated> repeated{};

    std::mutex mutex{};
    std::condition_variable changed{};
    std::uint64_t added = 0;  // grows with every commit that made work due
    bool stopping = false;
    std::vector<std::thread> threads{};

    void add(db::Writer& writer, const Row& row) {
        writer.insert("job", row);
        if (row.due_at <= clock.now()) wake_after(writer);
    }

    void wake_after(db::Writer& writer) {
        writer.after_commit([this] {
            {
                const std::lock_guard lock(mutex);
                ++added;
            }
            changed.notify_one();
        });
    }

    bool is_stopping() {
        const std::lock_guard lock(mutex);
        return stopping;
    }

    // Answers whether there was anything to claim; events are replaced by their deliveries.
    bool claim_batch(Time now, std::vector<Row>& work) {
        return database.write([&](db::Writer& writer) {
            work.clear();
            std::vector<Row> claimed = claim(writer, now, options.lease, options.batch);
            for (Row& row : claimed) {
                if (row.kind != Kind::event) {
                    work.push_back(std::move(row));
                    continue;
                }
                const auto found = subscribers.find(row.name);
                const auto names = found == subscribers.end() ? std::vector<std::string>{} : found->second;
                for (Row& delivery : hand_out(writer, row, names, ids)) work.push_back(std::move(delivery));
            }
            return !claimed.empty();
        });
    }

    Outcome run(const Row& row) {
        const std::string scope = "job " + to_string(row.id);
        const log::RequestScope request(scope);
        try {
            const auto handler = handlers.find(std::pair(row.name, row.subscriber));
            if (handler == handlers.end()) throw std::runtime_error("nobody handles " + row.name);
            handler->second(row.payload);
            return {Outcome::done};
        } catch (const std::exception& error) {
            log::warning("job_failed", {{"name", row.name},
                                        {"subscriber", row.subscriber},
                                        {"attempt", row.attempts},
                                        {"error", error.what()}});
            return {Outcome::failed, error.what()};
        }
    }

    // Answers whether there was anything to claim.
    template <class Now>
    bool work_once(Now now, std::size_t& done) {
        std::vector<Row> rows;
        const bool found = claim_batch(now(), rows);
        std::vector<Outcome> outcomes(rows.size());
        for (std::size_t i = 0; i < rows.size() && !is_stopping(); ++i, ++done) outcomes[i] = run(rows[i]);
        const Time end = now();
        if (!rows.empty())
            database.write([&](db::Writer& writer) {
                for (std::size_t i = 0; i < rows.size(); ++i)
                    settle(writer, rows[i], outcomes[i], end, options.max_attempts);
            });
        return found;
    }

    // The one process whose update finds the old time runs it.
    bool take_turn(const Repeated& work, Time now) {
        return database.write([&](db::Writer& writer) {
            return writer.insert_new("job_schedule", Schedule{work.name, now + work.interval}) ||
                   writer.execute("update job_schedule set due_at = ? where name = ? and due_at <= ?",
                                  now + work.interval, work.name, now) == 1;
        });
    }

    std::size_t run_repeated(Time now) {
        const auto due = database.read([&](db::Reader& reader) {
            return reader.rows<Schedule>("select name, due_at from job_schedule where due_at > ?", now);
        });
        std::size_t done = 0;
        for (const Repeated& work : repeated) {
            if (std::ranges::find(due, work.name, &Schedule::name) != due.end() || !take_turn(work, now))
                continue;
            const log::RequestScope request(work.name);
            ++done;
            try {
                work.act();
            } catch (const std::exception& error) {
                log::error("repeated_work_failed", {{"name", work.name}, {"error", error.what()}});
            }
        }
        return done;
    }

    void work_until_stopped() {
        const auto now = [&] { return clock.now(); };
        std::unique_lock lock(mutex);
        while (!stopping) {
            const std::uint64_t seen = added;
            lock.unlock();
            bool found = false;
            try {
                std::size_t done = 0;
                found = work_once(now, done);
                found = run_repeated(now()) > 0 || found;
            } catch (const std::exception& error) {
                // The database is away, most likely; it is asked again after a while.
                log::error("jobs_paused", {{"error", error.what()}});
            }
            lock.lock();
            if (!found) changed.wait_for(lock, look_interval, [&] { return stopping || added != seen; });
        }
    }
};

Jobs::Jobs(db::Database& database, const Clock& clock, IdSource& ids, Options options)
    : core_(new Core{database, clock, ids, options}) {}

Jobs::~Jobs() {
    stop();
}

void Jobs::add_handler(std::string_view name, std::string_view subscriber, Handler handler) {
    const bool added = core_->handlers.emplace(std::pair(name, subscriber), std::move(handler)).second;
    CANYU_CHECK(added && core_->threads.empty());
    if (!subscriber.empty()) core_->subscribers[std::string(name)].emplace_back(subscriber);
}

void Jobs::every(std::string_view name, Milliseconds interval, std::function<void()> act) {
    CANYU_CHECK(interval > Milliseconds{0} && core_->threads.empty());
    for (const Repeated& work : core_->repeated) CANYU_CHECK(work.name != name);
    core_->repeated.push_back({std::string(name), interval, std::move(act)});
}

void Jobs::add_event(db::Writer& writer, std::string_view event, std::string payload) {
    core_->add(writer, {core_->ids.next(),
                        Kind::event,
                        std::string(event),
                        "",
                        std::move(payload),
                        core_->clock.now(),
                        {},
                        0});
}

Id Jobs::add_job(db::Writer& writer, std::string_view job, std::string payload, Time due) {
    const Id id = core_->ids.next();
    core_->add(writer, {id, Kind::job, std::string(job), "", std::move(payload), due, {}, 0});
    return id;
}

void Jobs::start(int threads) {
    CANYU_CHECK(core_->threads.empty());
    for (int i = 0; i < threads; ++i)
        core_->threads.emplace_back([core = core_.get()] { core->work_until_stopped(); });
}

void Jobs::stop() {
    {
        const std::lock_guard lock(core_->mutex);
        core_->stopping = true;
    }
    core_->changed.notify_all();
    for (std::thread& thread : core_->threads) thread.join();
    core_->threads.clear();
    core_->stopping = false;
}

bool Jobs::is_stopping() const {
    return core_->is_stopping();
}

std::size_t Jobs::run_due(Time now) {
    std::size_t done = 0;
    const auto fixed = [&] { return now; };
    for (bool found = true; found;) {
        found = core_->work_once(fixed, done);
        const std::size_t repeated = core_->run_repeated(now);
        done += repeated;
        found = found || repeated > 0;
    }
    return done;
}

Counts Jobs::counts(db::Reader& reader) {
    return reader.row<Counts>("select count(*) - count(dead_at), count(dead_at) from job").value();
}

std::vector<DeadJob> Jobs::dead(db::Reader& reader, std::int64_t limit) {
    return reader.rows<DeadJob>(
        "select id, name, subscriber, payload, attempts, last_error, dead_at from job where dead_at is not "
        "null order "
        "by dead_at desc, id desc limit ?",
        limit);
}

bool Jobs::revive(db::Writer& writer, Id id) {
    core_->wake_after(writer);
    return writer.execute(
               "update job set dead_at = null, attempts = 0, due_at = ? where id = ? and dead_at is not null",
               core_->clock.now(), id) == 1;
}

bool Jobs::discard(db::Writer& writer, Id id) {
    return writer.execute("delete from job where id = ? and dead_at is not null", id) == 1;
}

void Jobs::unreadable(const Problem& problem) {
    std::string text = "the payload does not fit: " + problem.message.key;
    for (const FieldProblem& field : problem.fields) text += ", " + field.field + ' ' + field.message.key;
    throw std::runtime_error(text);
}

}  // namespace canyu::jobs
