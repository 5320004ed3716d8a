// The way from any thread to an I/O thread that may be gone already.
#pragma once

#include <boost/asio/post.hpp>
#include <mutex>
#include <utility>

#include "platform/http/server/network.hpp"

namespace canyu::http {

// Outlives its loop in the hands of answers that are still owed. Any thread, unless said otherwise.
class Mailbox {
  public:
    explicit Mailbox(asio::io_context& context) : context_(&context) {}

    // Runs `work` on the I/O thread; drops it when that has ended.
    template <class Work>
    void post(Work work) {
        const std::lock_guard lock(mutex_);
        if (context_) asio::post(*context_, std::move(work));
    }
    // After this nothing is posted any more.
    void close() {
        const std::lock_guard lock(mutex_);
        context_ = nullptr;
    }
    // Makes the calling thread this mailbox's I/O thread.
    void enter() const { here_ = this; }
    bool is_here() const { return here_ == this; }

  private:
    static inline thread_local const Mailbox* here_ = nullptr;

    std::mutex mutex_;
    asio::io_context* context_;
};

}  // namespace canyu::http
