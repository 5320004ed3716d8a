#include "platform/web/workers.hpp"

#include "base/log.hpp"

namespace canyu::web {

Workers::Workers(int threads, std::size_t queue_limit) : queue_limit_(queue_limit) {
    for (int i = 0; i < threads; ++i) threads_.emplace_back([this] { work(); });
}

Workers::~Workers() {
    stop();
}

bool Workers::submit(std::function<void()> task) {
    {
        const std::lock_guard lock(mutex_);
        if (stopping_ || queue_.size() >= queue_limit_) return false;
        queue_.push_back(std::move(task));
    }
    awake_.notify_one();
    return true;
}

void Workers::stop() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    awake_.notify_all();
    for (std::thread& thread : threads_)
        if (thread.joinable()) thread.join();
}

void Workers::work() {
    std::unique_lock lock(mutex_);
    for (;;) {
        awake_.wait(lock, [this] { return stopping_ || !queue_.empty(); });
        if (queue_.empty()) return;
        const auto task = std::move(queue_.front());
        queue_.pop_front();
        lock.unlock();
        // What fails beyond its own handling must not end the others; its answer becomes a 500 by itself.
        try {
            task();
        } catch (const std::exception& error) {
            log::error("worker.task_failed", {{"error", error.what()}});
        }
        lock.lock();
    }
}

}  // namespace canyu::web
