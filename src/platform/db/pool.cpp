#include "platform/db/pool.hpp"

namespace canyu::db {

Pool::Lease::~Lease() {
    if (connection_) pool_.give_back(std::move(connection_));
}

Pool::Lease Pool::take() {
    std::unique_lock lock(mutex_);
    returned_.wait(lock, [&] { return lent_ < limit_; });
    ++lent_;
    if (!idle_.empty()) {
        std::unique_ptr<Connection> connection = std::move(idle_.back());
        idle_.pop_back();
        return {*this, std::move(connection), false};
    }
    lock.unlock();
    try {
        return {*this, std::make_unique<Connection>(driver_), true};
    } catch (...) {
        give_back(nullptr);
        throw;
    }
}

void Pool::give_back(std::unique_ptr<Connection> connection) {
    if (connection && !connection->usable()) connection.reset();
    {
        const std::lock_guard lock(mutex_);
        --lent_;
        if (connection) idle_.push_back(std::move(connection));
    }
    returned_.notify_one();
}

void Pool::forget_idle() {
    std::vector<std::unique_ptr<Connection>> forgotten;
    const std::lock_guard lock(mutex_);
    forgotten.swap(idle_);
}

}  // namespace canyu::db
