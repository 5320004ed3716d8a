// The way from any thread to an I/O thread that may be gone already.
#pragma once

#include <boost/asio/post.hpp>
#include <functional>
#include <memory>
#include <mutex>
#include <utility>
#include <vector>

#include "platform/http/server/network.hpp"

namespace canyu::http {

// Outlives its loop in the hands of answers that are still owed. Any thread, unless said otherwise.
class Mailbox : public std::enable_shared_from_this<Mailbox> {
  public:
    explicit Mailbox(asio::io_context& context) : context_(&context) {}

    using Work = std::move_only_function<void()>;

    // Runs `work` on the I/O thread; drops it when that has ended. That thread is woken once for all that is
    // posted until it comes to it: a commit answers thousands at once.
    void post(Work work) {
        const std::lock_guard lock(mutex_);
        if (!context_) return;
        posted_.push_back(std::move(work));
        if (posted_.size() == 1) asio::post(*context_, [self = shared_from_this()] { self->do_posted(); });
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
    void do_posted() {
        std::vector<Work> posted;
        {
            const std::lock_guard lock(mutex_);
            posted.swap(posted_);
        }
        for (Work& work : posted) work();
    }

    static inline thread_local const Mailbox* here_ = nullptr;

    std::mutex mutex_;
    asio::io_context* context_;
    std::vector<Work> posted_;
};

}  // namespace canyu::http
