// Puts loops and listener together and takes them apart in order.
#include "platform/http/server/server.hpp"

#include <algorithm>

#include "base/check.hpp"
#include "platform/http/server/listener.hpp"

namespace canyu::http {
namespace {

constexpr Milliseconds fastest_tick{5};
constexpr Milliseconds slowest_tick{1'000};

Milliseconds tick_for(const ServerOptions& options) {
    const Milliseconds shortest =
        std::min({options.header_timeout, options.body_timeout, options.idle_timeout, options.write_timeout});
    return std::clamp(shortest / 4, fastest_tick, slowest_tick);
}

std::vector<std::unique_ptr<Loop>> make_loops(const ServerOptions& options) {
    CANYU_CHECK(options.io_threads >= 1);
    std::vector<std::unique_ptr<Loop>> loops;
    for (int i = 0; i < options.io_threads; ++i) loops.push_back(std::make_unique<Loop>(tick_for(options)));
    return loops;
}

}  // namespace

struct Server::Core {
    Core(ServerOptions options, Handler& handler, const Clock& clock)
        : service(std::move(options), handler, clock),
          loops(make_loops(service.options)),
          listener(service, loops) {}

    Service service;
    std::vector<std::unique_ptr<Loop>> loops;
    Listener listener;
    bool is_running = false;
};

Server::Server(ServerOptions options, Handler& handler, const Clock& clock)
    : core_(std::make_unique<Core>(std::move(options), handler, clock)) {}

Server::~Server() {
    stop();
}

std::uint16_t Server::port() const {
    return core_->listener.port();
}

void Server::start() {
    CANYU_CHECK(!core_->is_running);
    core_->is_running = true;
    core_->listener.start();
    for (const auto& loop : core_->loops) loop->start();
}

void Server::stop() {
    if (!core_->is_running) return;
    core_->is_running = false;
    core_->listener.close();
    for (const auto& loop : core_->loops) loop->begin_stop();
    if (!core_->service.admission.wait_empty(core_->service.options.stop_timeout)) {
        for (const auto& loop : core_->loops) loop->abort_all();
        // Nothing a client or a handler does can hold an aborted connection.
        while (!core_->service.admission.wait_empty(slowest_tick)) {
        }
    }
    for (const auto& loop : core_->loops) loop->join();
}

}  // namespace canyu::http
