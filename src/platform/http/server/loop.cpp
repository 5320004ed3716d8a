// The thread, the sweep of deadlines and the two steps of stopping.
#include "platform/http/server/loop.hpp"

#include "platform/http/server/connection.hpp"

namespace canyu::http {

Loop::Loop(Milliseconds tick) : tick_(tick) {}

Loop::~Loop() {
    mailbox_->close();
    join();
}

void Loop::start() {
    arm_sweep();
    thread_ = std::thread([this] {
        mailbox_->enter();
        context_.run();
    });
}

void Loop::begin_stop() {
    asio::post(context_, [this] {
        is_stopping_ = true;
        for (Connection* connection : connections_) connection->end_if_idle();
    });
}

void Loop::abort_all() {
    asio::post(context_, [this] {
        for (Connection* connection : connections_) connection->abort();
    });
}

void Loop::join() {
    if (!thread_.joinable()) return;
    asio::post(context_, [this] {
        sweep_.cancel();
        work_.reset();
    });
    thread_.join();
}

void Loop::arm_sweep() {
    sweep_.expires_after(tick_);
    sweep_.async_wait([this](const error_code& error) {
        if (error || !work_.owns_work()) return;
        const SteadyTime now = SteadyClock::now();
        for (Connection* connection : connections_) connection->sweep(now);
        arm_sweep();
    });
}

}  // namespace canyu::http
