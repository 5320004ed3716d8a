// Counts connections, in all and by address, and refuses what is over a limit. Any thread.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <map>
#include <mutex>
#include <optional>

#include "base/clock.hpp"
#include "platform/http/server/customer.hpp"

namespace canyu::http {

class Admission {
  public:
    // A place of one connection, given back when it is destroyed.
    class Ticket {
      public:
        Ticket(Ticket&& other) noexcept;
        Ticket& operator=(Ticket&&) = delete;
        ~Ticket();

      private:
        friend class Admission;
        Ticket(Admission& admission, const Customer& customer)
            : admission_(&admission), customer_(customer) {}

        Admission* admission_;
        Customer customer_;
    };

    Admission(std::size_t limit, std::size_t limit_per_address);
    // Nothing when a limit is reached. `is_proxy`: stands for many clients, so that only the total limit
    // holds.
    std::optional<Ticket> admit(const boost::asio::ip::address& address, bool is_proxy);
    // Waits until every ticket is back; false when `timeout` came first.
    bool wait_empty(Milliseconds timeout);

  private:
    void leave(const Customer& customer);

    const std::size_t limit_;
    const std::size_t limit_per_address_;
    std::mutex mutex_;
    std::condition_variable emptied_;
    std::size_t total_ = 0;
    std::map<Customer, std::size_t> by_address_;
};

}  // namespace canyu::http
