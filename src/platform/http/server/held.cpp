// Sums under one lock.
#include "platform/http/server/held.hpp"

namespace canyu::http {

bool Held::Share::hold(std::size_t bytes) {
    const std::size_t counted = bytes > small ? bytes : 0;
    if (counted == bytes_) return true;
    if (counted > bytes_) {
        if (!held_.take(customer_, counted - bytes_)) {
            let_go();
            return false;
        }
    } else {
        held_.give_back(customer_, bytes_ - counted);
    }
    bytes_ = counted;
    return true;
}

void Held::Share::let_go() {
    hold(0);
}

Held::Held(std::size_t limit, std::size_t limit_per_customer)
    : limit_(limit), limit_per_customer_(limit_per_customer) {}

bool Held::take(const Customer& customer, std::size_t bytes) {
    const std::lock_guard lock(mutex_);
    const auto found = by_customer_.find(customer);
    const std::size_t before = found == by_customer_.end() ? 0 : found->second;
    if (total_ + bytes > limit_ || before + bytes > limit_per_customer_) return false;
    total_ += bytes;
    by_customer_[customer] = before + bytes;
    return true;
}

void Held::give_back(const Customer& customer, std::size_t bytes) {
    const std::lock_guard lock(mutex_);
    total_ -= bytes;
    const auto found = by_customer_.find(customer);
    if ((found->second -= bytes) == 0) by_customer_.erase(found);
}

}  // namespace canyu::http
