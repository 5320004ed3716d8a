// SQLite: readers take connections from a pool, all writes go through one thread that commits many of them
// together.
#include <unistd.h>

#include <condition_variable>
#include <deque>
#include <filesystem>
#include <mutex>
#include <thread>

#include "base/check.hpp"
#include "base/log.hpp"
#include "platform/db/commit_meter.hpp"
#include "platform/db/driver.hpp"
#include "platform/db/pool.hpp"
#include "platform/db/store.hpp"
#include "platform/db/waiter.hpp"

namespace canyu::db {
namespace {

// Closures in one transaction. A commit costs one wait for the disk; beyond some dozens the share of each is
// small, and everybody in the batch waits for its last.
constexpr std::size_t most_in_batch = 256;

struct Job {
    std::function<bool(Writer&)> closure;
    std::function<void(std::exception_ptr)> done;
    std::exception_ptr error{};
    std::vector<std::function<void()>> hooks{};
};

// "sqlite::memory:" is a file of its own that is deleted again, so that it behaves as every other database.
class TemporaryDirectory {
  public:
    TemporaryDirectory() {
        std::string pattern = std::filesystem::temp_directory_path() / "canyu-XXXXXX";
        CANYU_CHECK(::mkdtemp(pattern.data()) != nullptr);
        path_ = pattern;
    }
    ~TemporaryDirectory() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
    TemporaryDirectory(const TemporaryDirectory&) = delete;
    TemporaryDirectory& operator=(const TemporaryDirectory&) = delete;
    std::string file() const { return path_ / "database.sqlite"; }

  private:
    std::filesystem::path path_;
};

class SqliteStore final : public Store {
  public:
    SqliteStore(const std::string& path, bool durable, const Options& options,
                std::unique_ptr<TemporaryDirectory> temporary)
        : temporary_(std::move(temporary)),
          write_driver_(make_sqlite_driver(path, durable, false)),
          read_driver_(make_sqlite_driver(path, durable, true)),
          queue_limit_(options.writer_queue),
          meter_(options.metrics),
          readers_(*read_driver_, options.readers),
          writer_(*write_driver_) {
        check_writable();
        thread_ = std::thread([this] { work(); });
    }

    ~SqliteStore() override {
        {
            const std::lock_guard lock(mutex_);
            stopping_ = true;
        }
        queued_.notify_one();
        thread_.join();
    }

    void read(const std::function<void(Reader&)>& closure) override {
        Pool::Lease connection = readers_.take();
        connection->command("begin");
        try {
            Reader reader(*connection);
            closure(reader);
            connection->command("commit");
        } catch (...) {
            connection->roll_back();
            throw;
        }
    }

    void write(const std::function<bool(Writer&)>& closure) override {
        CANYU_CHECK(std::this_thread::get_id() != thread_.get_id());
        const auto waiter = std::make_shared<Waiter>();
        write_later(closure, [waiter](std::exception_ptr error) { waiter->finish(std::move(error)); });
        waiter->wait();
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

    Engine engine() const override { return Engine::sqlite; }

  private:
    void check_writable() {
        writer_.command("begin immediate");
        writer_.command("commit");
    }

    void work() {
        while (true) {
            std::vector<Job> batch = take_batch();
            if (batch.empty()) return;
            commit(batch);
            for (Job& job : batch) {
                if (!job.error)
                    for (const auto& hook : job.hooks) call_hook(hook);
                call_hook([&] { job.done(std::move(job.error)); });
            }
        }
    }

    // Waits for work; empty when the store ends and nothing is left.
    std::vector<Job> take_batch() {
        std::unique_lock lock(mutex_);
        queued_.wait(lock, [&] { return stopping_ || !queue_.empty(); });
        const std::size_t count = std::min(queue_.size(), most_in_batch);
        const auto end = queue_.begin() + static_cast<std::ptrdiff_t>(count);
        std::vector<Job> batch(std::make_move_iterator(queue_.begin()), std::make_move_iterator(end));
        queue_.erase(queue_.begin(), end);
        return batch;
    }

    // Runs all closures in one transaction. What breaks the transaction fails all of them.
    void commit(std::vector<Job>& batch) {
        const auto begun = std::chrono::steady_clock::now();
        try {
            writer_.command("begin immediate");
            for (Job& job : batch) run_in_savepoint(job);
            writer_.command("commit");
            meter_.committed(batch.size(), std::chrono::steady_clock::now() - begun);
        } catch (const std::exception& error) {
            log::error("database_commit_failed", {{"error", error.what()}});
            writer_.roll_back();
            meter_.failed();
            // One exception each: they are thrown on as many threads.
            for (Job& job : batch)
                if (!job.error) job.error = std::make_exception_ptr(Unavailable(error.what()));
        }
    }

    // An error of the closure itself stays in the job; only errors of the transaction around it are thrown.
    void run_in_savepoint(Job& job) {
        writer_.command("savepoint closure");
        bool keep = false;
        try {
            Writer writer(writer_);
            keep = job.closure(writer);
        } catch (...) {
            job.error = std::current_exception();
        }
        job.hooks = writer_.take_hooks();
        // A full disk ends the whole transaction at once.
        if (!writer_.in_transaction()) throw Unavailable("the database has ended the transaction");
        if (!keep) {
            job.hooks.clear();
            writer_.command("rollback to closure");
        }
        writer_.command("release closure");
    }

    const std::unique_ptr<TemporaryDirectory> temporary_;  // deleted after all connections
    const std::unique_ptr<Driver> write_driver_;
    const std::unique_ptr<Driver> read_driver_;
    const std::size_t queue_limit_;
    CommitMeter meter_;
    Pool readers_;
    Connection writer_;  // the writer thread's own, once that runs

    std::mutex mutex_;
    std::condition_variable queued_;
    std::deque<Job> queue_;
    bool stopping_ = false;
    std::thread thread_;
};

std::unique_ptr<Store> open_file(const std::string& path, const Options& options) {
    const std::string complaint = "the database " + path + " cannot be used: ";
    try {
        return std::make_unique<SqliteStore>(path, true, options, nullptr);
    } catch (const Unavailable& error) {
        throw Unavailable(complaint + error.what());
    } catch (const std::runtime_error& error) {
        throw std::runtime_error(complaint + error.what());
    }
}

}  // namespace

std::unique_ptr<Store> open_sqlite_store(const Options& options) {
    const std::string path = options.url.substr(std::string_view("sqlite:").size());
    if (path != ":memory:") return open_file(path, options);
    auto directory = std::make_unique<TemporaryDirectory>();
    const std::string file = directory->file();
    return std::make_unique<SqliteStore>(file, false, options, std::move(directory));
}

}  // namespace canyu::db
