// Binding, accepting, and turning away what is over the limits.
#include "platform/http/server/listener.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <future>
#include <system_error>

#include "base/log.hpp"
#include "platform/http/server/connection.hpp"

namespace canyu::http {
namespace {

constexpr Milliseconds accept_pause{100};  // when the process is out of descriptors or memory

void check(const error_code& error, const ServerOptions& options) {
    if (!error) return;
    throw std::system_error(error.value(), std::system_category(),
                            "cannot listen on " + options.address + " port " + std::to_string(options.port));
}

}  // namespace

Listener::Listener(Service& service, const std::vector<std::unique_ptr<Loop>>& loops)
    : service_(service), loops_(loops), acceptance_(loops[0]->context()), pause_(loops[0]->context()) {
    const ServerOptions& options = service.options;
    error_code error;
    const Tcp::endpoint endpoint(asio::ip::make_address(options.address, error), options.port);
    check(error, options);
    acceptance_.open(endpoint.protocol(), error);
    check(error, options);
    acceptance_.set_option(Acceptance::reuse_address(true), error);
    check(error, options);
    acceptance_.bind(endpoint, error);
    check(error, options);
    acceptance_.listen(Acceptance::max_listen_connections, error);
    check(error, options);
    acceptance_.non_blocking(true, error);
    check(error, options);
    port_ = acceptance_.local_endpoint().port();
}

void Listener::start() {
    auto accepting = run();
    asio::co_spawn(loops_[0]->context(), std::move(accepting), asio::detached);
}

void Listener::close() {
    std::promise<void> closed;
    asio::post(loops_[0]->context(), [&] {
        is_closed_ = true;
        (void)welcome_waiting();
        error_code ignored;
        acceptance_.close(ignored);
        pause_.cancel();
        closed.set_value();
    });
    closed.get_future().wait();
}

Awaitable<void> Listener::run() {
    while (!is_closed_) {
        error_code error;
        auto token = await_into(error);
        co_await acceptance_.async_wait(Acceptance::wait_read, token);
        if (is_closed_) co_return;
        if (!error) error = welcome_waiting();
        if (!error || error == asio::error::connection_aborted) continue;
        log::error("http.accept_failed", {{"error", error.message()}});
        pause_.expires_after(accept_pause);
        error_code ignored;
        auto pause_token = await_into(ignored);
        co_await pause_.async_wait(pause_token);
    }
}

// Everybody the system has taken already: one at a time would keep thousands waiting for as many turns of a
// busy loop.
error_code Listener::welcome_waiting() {
    for (int left = Acceptance::max_listen_connections; left > 0; --left) {
        Loop& loop = *loops_[turn_++ % loops_.size()];
        Socket socket(loop.context());
        Tcp::endpoint peer;
        error_code error;
        acceptance_.accept(socket, peer, error);
        if (error == asio::error::would_block) return {};
        if (error) return error;
        welcome(loop, std::move(socket), peer);
    }
    return {};
}

void Listener::welcome(Loop& loop, Socket socket, const Tcp::endpoint& peer) {
    const asio::ip::address address = plain_address(peer.address());
    auto ticket = service_.admission.admit(address, service_.proxies.contains(address));
    if (!ticket) return turn_away(socket, address);
    asio::post(loop.context(),
               [this, &loop, address, socket = std::move(socket), ticket = std::move(*ticket)]() mutable {
                   Connection::open(service_, loop, std::move(socket), address, std::move(ticket));
               });
}

// One try to say why, without waiting: whoever floods us gets no more than that.
void Listener::turn_away(Socket& socket, const asio::ip::address& peer) {
    Request head;
    head.received = service_.clock.now();
    head.remote_address = peer.to_string();
    head.id = service_.ids.next();
    const Reply reply = refusal(service_, 503, head);
    std::string bytes;
    append_head(bytes, reply, {loops_[0]->date(head.received), head.id, "close"});
    bytes += reply.body;
    error_code ignored;
    socket.non_blocking(true, ignored);
    socket.write_some(asio::buffer(bytes), ignored);
    socket.shutdown(Socket::shutdown_send, ignored);
    tell_turned_away(head.received);
}

// At most a line a second: a flood of connections must not become a flood of lines.
void Listener::tell_turned_away(Time now) {
    ++turned_away_;
    if (now - told_at_ < std::chrono::seconds(1)) return;
    log::warning("http.connections_turned_away", {{"count", turned_away_}});
    turned_away_ = 0;
    told_at_ = now;
}

}  // namespace canyu::http
