// One I/O thread with its connections.
#pragma once

#include <boost/asio/executor_work_guard.hpp>
#include <memory>
#include <thread>
#include <unordered_set>

#include "platform/http/server/mailbox.hpp"
#include "platform/http/server/serialize.hpp"

namespace canyu::http {

class Connection;

// A connection stays on one loop all its life. Members are for the loop's own thread unless they say
// otherwise.
class Loop {
  public:
    // `tick`: how often deadlines are looked at, which is how late a timeout may come.
    explicit Loop(Milliseconds tick);
    ~Loop();

    asio::io_context& context() { return context_; }
    const std::shared_ptr<Mailbox>& mailbox() const { return mailbox_; }
    std::string_view date(Time now) { return dates_.at(now); }

    void enter(Connection& connection) { connections_.insert(&connection); }
    void leave(Connection& connection) { connections_.erase(&connection); }
    bool is_stopping() const { return is_stopping_; }

    // The rest is for the thread that owns the server.
    void start();
    // Idle connections end now, the others after their current answer.
    void begin_stop();
    // Ends every connection, answered or not.
    void abort_all();
    // Call when no connection is left.
    void join();

  private:
    void arm_sweep();

    const Milliseconds tick_;
    asio::io_context context_{1};
    asio::executor_work_guard<Executor> work_{context_.get_executor()};
    std::shared_ptr<Mailbox> mailbox_ = std::make_shared<Mailbox>(context_);
    Timer sweep_{context_};
    DateCache dates_;
    std::unordered_set<Connection*> connections_;
    bool is_stopping_ = false;
    std::thread thread_;
};

}  // namespace canyu::http
