// PostgreSQL: pools of connections for reads and for writes; what must be run again is run again here.
#include <condition_variable>
#include <deque>
#include <mutex>
#include <random>
#include <shared_mutex>
#include <thread>

#include "platform/db/commit_meter.hpp"
#include "platform/db/driver.hpp"
#include "platform/db/pool.hpp"
#include "platform/db/store.hpp"

namespace canyu::db {
namespace {

// A closure that meets a serialisation failure is run again; after the last failure it answers Unavailable.
constexpr int most_attempts = 20;
// After so many it runs alone, lest a short act never get through beside an import whose writes follow each
// other.
constexpr int most_attempts_together = 6;

// Full jitter: 0..2, 0..4, … 0..64 milliseconds, so that those who met do not meet again.
void pause_before_retry(int attempt) {
    thread_local std::minstd_rand random{std::random_device{}()};
    const int longest = 1000 << std::min(attempt, 6);
    std::this_thread::sleep_for(std::chrono::microseconds{std::uniform_int_distribution{0, longest}(random)});
}

class PostgresqlStore final : public Store {
  public:
    explicit PostgresqlStore(const Options& options)
        : driver_(make_postgresql_driver(options.url)),
          queue_limit_(options.writer_queue),
          meter_(options.metrics),
          readers_(*driver_, options.readers),
          writers_(*driver_, options.readers) {
        readers_.take();
        for (int i = 0; i < options.readers; ++i) threads_.emplace_back([this] { work(); });
    }

    ~PostgresqlStore() override {
        {
            const std::lock_guard lock(mutex_);
            stopping_ = true;
        }
        queued_.notify_all();
        for (std::thread& thread : threads_) thread.join();
    }

    // One snapshot for the whole closure, as on SQLite.
    void read(const std::function<void(Reader&)>& closure) override {
        Pool::Lease connection = begin(readers_, "begin isolation level repeatable read, read only");
        try {
            Reader reader(*connection);
            closure(reader);
            connection->command("commit");
        } catch (const Conflict& conflict) {
            // Only a standby that catches up cancels reads this way.
            connection->roll_back();
            throw Unavailable(conflict.what());
        } catch (...) {
            connection->roll_back();
            throw;
        }
    }

    void write(const std::function<bool(Writer&)>& closure) override {
        for (int attempt = 1;; ++attempt) {
            try {
                return write_once(closure, attempt > most_attempts_together);
            } catch (const Conflict& conflict) {
                if (attempt == most_attempts) {
                    meter_.failed();
                    throw Unavailable(conflict.what());
                }
                meter_.retried();
            }
            pause_before_retry(attempt);
        }
    }

    void write_later(std::function<bool(Writer&)> closure,
                     std::function<void(std::exception_ptr)> done) override {
        {
            const std::lock_guard lock(mutex_);
            if (queue_.size() >= queue_limit_) throw Unavailable("too many writes are waiting");
            queue_.push_back({std::move(closure), std::move(done)});
        }
        queued_.notify_one();
    }

    Engine engine() const override { return Engine::postgresql; }

  private:
    struct Job {
        std::function<bool(Writer&)> closure;
        std::function<void(std::exception_ptr)> done;
    };

    // A connection that waited in the pool may belong to a server that has been restarted since. That
    // shows at "begin", before the closure has run, so going on with a new connection is safe.
    static Pool::Lease begin(Pool& pool, std::string_view statement) {
        while (true) {
            Pool::Lease connection = pool.take();
            try {
                connection->command(statement);
                return connection;
            } catch (const Unavailable&) {
                if (connection.fresh()) throw;
            }
            pool.forget_idle();
        }
    }

    void write_once(const std::function<bool(Writer&)>& closure, bool alone) {
        std::vector<std::function<void()>> hooks;
        const auto begun = std::chrono::steady_clock::now();
        {
            // Whoever waits to be alone keeps the door, so that nobody new comes in while the others finish.
            std::unique_lock door(door_);
            std::shared_lock together(writing_, std::defer_lock);
            std::unique_lock by_itself(writing_, std::defer_lock);
            alone ? by_itself.lock() : together.lock();
            door.unlock();
            Pool::Lease connection = begin(writers_, "begin isolation level serializable");
            try {
                Writer writer(*connection);
                if (!closure(writer)) return connection->roll_back();
                connection->command("commit");
            } catch (...) {
                connection->roll_back();
                throw;
            }
            meter_.committed(1, std::chrono::steady_clock::now() - begun);
            hooks = connection->take_hooks();
        }
        for (const auto& hook : hooks) call_hook(hook);
    }

    void work() {
        while (true) {
            std::unique_lock lock(mutex_);
            queued_.wait(lock, [&] { return stopping_ || !queue_.empty(); });
            if (queue_.empty()) return;
            const Job job = std::move(queue_.front());
            queue_.pop_front();
            lock.unlock();
            std::exception_ptr error;
            try {
                write(job.closure);
            } catch (...) {
                error = std::current_exception();
            }
            call_hook([&] { job.done(std::move(error)); });
        }
    }

    const std::unique_ptr<Driver> driver_;
    const std::size_t queue_limit_;
    CommitMeter meter_;
    std::mutex door_;
    std::shared_mutex writing_;
    Pool readers_;
    Pool writers_;

    std::mutex mutex_;
    std::condition_variable queued_;
    std::deque<Job> queue_;
    bool stopping_ = false;
    std::vector<std::thread> threads_;
};

}  // namespace

std::unique_ptr<Store> open_postgresql_store(const Options& options) {
    return std::make_unique<PostgresqlStore>(options);
}

}  // namespace canyu::db
