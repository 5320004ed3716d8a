// The machine's constant-answer limit: serves one encoded 12 KB body, as a page cache would. Other numbers
// are shown beside what wrk gets from this.
//
// Usage: http_bench [--port 18100] [--body bytes] [--threads io threads] [--worker]
// --worker answers from another thread, as pages that are rendered do. Ends with SIGINT or SIGTERM.
#include <CLI/CLI.hpp>
#include <condition_variable>
#include <csignal>
#include <cstdio>
#include <deque>
#include <mutex>
#include <thread>

#include "platform/http/server/server.hpp"

namespace {

using namespace canyu;
using namespace canyu::http;

// Hands answers to one thread, one after the other.
class Worker {
  public:
    Worker() : thread_([this](const std::stop_token& stop) { run(stop); }) {}

    void add(std::function<void()> job) {
        {
            const std::lock_guard lock(mutex_);
            jobs_.push_back(std::move(job));
        }
        added_.notify_one();
    }

  private:
    void run(const std::stop_token& stop) {
        for (;;) {
            std::unique_lock lock(mutex_);
            if (!added_.wait(lock, stop, [this] { return !jobs_.empty(); })) return;
            const std::function<void()> job = std::move(jobs_.front());
            jobs_.pop_front();
            lock.unlock();
            job();
        }
    }

    std::mutex mutex_;
    std::condition_variable_any added_;
    std::deque<std::function<void()>> jobs_;
    std::jthread thread_;
};

class ConstantHandler final : public Handler {
  public:
    ConstantHandler(std::size_t body_size, bool uses_worker) {
        response_.headers.add("Content-Type", "text/html; charset=utf-8");
        response_.headers.add("Content-Encoding", "br");
        response_.headers.add("Cache-Control", "public, max-age=0");
        response_.headers.add("ETag", "\"constant\"");
        response_.headers.add("Vary", "Accept-Encoding");
        response_.body.assign(body_size, 'x');
        response_.encoded = true;
        if (uses_worker) worker_ = std::make_unique<Worker>();
    }

    std::uint64_t body_limit(const Request&) const override { return 0; }

    void handle(Request, Answer answer) override {
        if (!worker_) return answer.send(response_);
        worker_->add([this, answer = std::move(answer)] { answer.send(response_); });
    }

    Response refusal(int status, const Request&) const override { return {status, {}, {}}; }

  private:
    Response response_;
    std::unique_ptr<Worker> worker_;
};

}  // namespace

int main(int argc, char** argv) {
    ServerOptions options;
    options.port = 18100;
    std::size_t body_size = 12 * 1024;
    bool uses_worker = false;
    CLI::App arguments("Serves one constant answer");
    arguments.add_option("--port", options.port);
    arguments.add_option("--body", body_size);
    arguments.add_option("--threads", options.io_threads);
    arguments.add_flag("--worker", uses_worker);
    CLI11_PARSE(arguments, argc, argv);

    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGINT);
    sigaddset(&signals, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);

    const SystemClock clock;
    ConstantHandler handler(body_size, uses_worker);
    Server server(options, handler, clock);
    server.start();
    std::printf("http://127.0.0.1:%u/\n", static_cast<unsigned>(server.port()));
    std::fflush(stdout);
    int signal = 0;
    sigwait(&signals, &signal);
    server.stop();
    return 0;
}
