// Accepts connections and spreads them over the loops.
#pragma once

#include <vector>

#include "platform/http/server/loop.hpp"
#include "platform/http/server/service.hpp"

namespace canyu::http {

// Runs on the first loop's thread.
class Listener {
  public:
    // Binds and listens; throws std::system_error that names the address.
    Listener(Service& service, const std::vector<std::unique_ptr<Loop>>& loops);
    std::uint16_t port() const { return port_; }
    void start();
    // From the owner's thread; when it returns nothing is accepted any more.
    void close();

  private:
    Awaitable<void> run();
    // What kept it from welcoming the rest, if anything.
    error_code welcome_waiting();
    void welcome(Loop& loop, Socket socket, const Tcp::endpoint& peer);
    void turn_away(Socket& socket, const asio::ip::address& peer);
    void tell_turned_away(Time now);

    Service& service_;
    const std::vector<std::unique_ptr<Loop>>& loops_;
    Acceptance acceptance_;
    Timer pause_;
    std::uint16_t port_ = 0;
    bool is_closed_ = false;
    std::size_t turn_ = 0;         // whose the next connection is, among the loops
    std::size_t turned_away_ = 0;  // since the last line in the log
    Time told_at_{};
};

}  // namespace canyu::http
