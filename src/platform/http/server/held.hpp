// How much memory large bodies take together, on their way in and out, so that a few clients cannot fill it.
#pragma once

#include <cstddef>
#include <map>
#include <mutex>

#include "platform/http/server/customer.hpp"

namespace canyu::http {

// Any thread. Only bodies above `small` are counted: what most clients send and get takes no lock.
class Held {
  public:
    static constexpr std::size_t small = 64 * 1024;  // bytes

    // What one connection holds, given back when it is destroyed. One thread.
    class Share {
      public:
        explicit Share(Held& held) : held_(held) {}
        ~Share() { let_go(); }
        Share(const Share&) = delete;
        Share& operator=(const Share&) = delete;

        // Who holds it from here on; let go first.
        void belong_to(const Customer& customer) { customer_ = customer; }
        // `bytes` in all, instead of what was held before. False when that is more than there is room for;
        // then nothing is held any more.
        bool hold(std::size_t bytes);
        void let_go();

      private:
        Held& held_;
        Customer customer_{};
        std::size_t bytes_ = 0;
    };

    Held(std::size_t limit, std::size_t limit_per_customer);

  private:
    bool take(const Customer& customer, std::size_t bytes);
    void give_back(const Customer& customer, std::size_t bytes);

    const std::size_t limit_;
    const std::size_t limit_per_customer_;
    std::mutex mutex_;
    std::size_t total_ = 0;
    std::map<Customer, std::size_t> by_customer_;
};

}  // namespace canyu::http
