// The bounded pool of threads on which handlers run.
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace canyu::web {

class Workers {
  public:
    Workers(int threads, std::size_t queue_limit);
    ~Workers();  // stops
    // False when the queue is full or the pool has stopped; then the task is not run.
    bool submit(std::function<void()> task);
    // Runs what is queued, then ends the threads.
    void stop();

  private:
    void work();

    const std::size_t queue_limit_;
    std::mutex mutex_;
    std::condition_variable awake_;
    std::deque<std::function<void()>> queue_;
    bool stopping_ = false;
    std::vector<std::thread> threads_;
};

}  // namespace canyu::web
