// Connection counts under one lock, taken twice in a connection's life.
#include "platform/http/server/admission.hpp"

#include <utility>

namespace canyu::http {
Admission::Ticket::Ticket(Ticket&& other) noexcept
    : admission_(std::exchange(other.admission_, nullptr)), customer_(other.customer_) {}

Admission::Ticket::~Ticket() {
    if (admission_) admission_->leave(customer_);
}

Admission::Admission(std::size_t limit, std::size_t limit_per_address)
    : limit_(limit), limit_per_address_(limit_per_address) {}

std::optional<Admission::Ticket> Admission::admit(const boost::asio::ip::address& address, bool is_proxy) {
    const Customer key = customer_of(address);
    const std::lock_guard lock(mutex_);
    const auto found = by_address_.find(key);
    const std::size_t of_address = found == by_address_.end() ? 0 : found->second;
    if (total_ >= limit_ || (!is_proxy && of_address >= limit_per_address_)) return std::nullopt;
    ++total_;
    ++by_address_[key];
    return Ticket(*this, key);
}

bool Admission::wait_empty(Milliseconds timeout) {
    std::unique_lock lock(mutex_);
    return emptied_.wait_for(lock, timeout, [this] { return total_ == 0; });
}

void Admission::leave(const Customer& key) {
    const std::lock_guard lock(mutex_);
    --total_;
    const auto found = by_address_.find(key);
    if (--found->second == 0) by_address_.erase(found);
    if (total_ == 0) emptied_.notify_all();
}

}  // namespace canyu::http
