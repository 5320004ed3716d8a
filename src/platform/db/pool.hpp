// Private to platform/db: a bounded set of connections, opened when first needed and lent to one thread at a
// time.
#pragma once

#include <condition_variable>
#include <memory>
#include <mutex>
#include <vector>

#include "platform/db/connection.hpp"

namespace canyu::db {

// Any thread may call any method.
class Pool {
  public:
    // The connection while one thread has it; gives it back, or drops it when it is not usable any more.
    class Lease {
      public:
        Lease(Pool& pool, std::unique_ptr<Connection> connection, bool fresh)
            : pool_(pool), connection_(std::move(connection)), fresh_(fresh) {}
        ~Lease();
        Lease(Lease&&) = default;
        Lease& operator=(Lease&&) = delete;

        Connection& operator*() { return *connection_; }
        Connection* operator->() { return connection_.get(); }
        // Opened for this lease, so that an error is news and not a server that went away long ago.
        bool fresh() const { return fresh_; }

      private:
        Pool& pool_;
        std::unique_ptr<Connection> connection_;
        bool fresh_;
    };

    Pool(const Driver& driver, int limit) : driver_(driver), limit_(limit) {}

    // Waits while all are lent; throws Unavailable when a connection cannot be opened.
    Lease take();
    // Closes those that nobody has.
    void forget_idle();

  private:
    void give_back(std::unique_ptr<Connection> connection);

    const Driver& driver_;
    const int limit_;
    std::mutex mutex_;
    std::condition_variable returned_;
    int lent_ = 0;
    std::vector<std::unique_ptr<Connection>> idle_;  // the most recently used last, for its warm cache
};

}  // namespace canyu::db
