// Private to platform/db: one thread waits until another says that something ended, and how.
#pragma once

#include <condition_variable>
#include <exception>
#include <mutex>
#include <utility>

namespace canyu::db {

class Waiter {
  public:
    void finish(std::exception_ptr error) {
        const std::lock_guard lock(mutex_);
        error_ = std::move(error);
        finished_ = true;
        changed_.notify_one();
    }
    // Throws the error it finished with, if any. Call once: the error moves to the waiting thread.
    void wait() {
        std::unique_lock lock(mutex_);
        changed_.wait(lock, [&] { return finished_; });
        if (error_) std::rethrow_exception(std::exchange(error_, nullptr));
    }

  private:
    std::mutex mutex_;
    std::condition_variable changed_;
    std::exception_ptr error_;
    bool finished_ = false;
};

}  // namespace canyu::db
