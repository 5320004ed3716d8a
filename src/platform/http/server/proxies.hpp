// Which peers are our own proxies, and what the client's address is behind them.
#pragma once

#include <boost/asio/ip/address.hpp>
#include <boost/asio/ip/network_v4.hpp>
#include <boost/asio/ip/network_v6.hpp>
#include <string>
#include <vector>

#include "platform/http/message.hpp"

namespace canyu::http {

// An IPv4 address that came in as "::ffff:a.b.c.d" becomes a.b.c.d, so that one client has one name.
boost::asio::ip::address plain_address(const boost::asio::ip::address& address);

// Read-only after construction; any thread.
class TrustedProxies {
  public:
    // Addresses or networks ("10.0.0.0/8"); throws std::invalid_argument for anything else.
    explicit TrustedProxies(const std::vector<std::string>& entries);
    bool contains(const boost::asio::ip::address& address) const;
    // The last address of X-Forwarded-For that is not a trusted proxy's. Only that one was written by a proxy
    // of ours; whatever stands before it the client may have made up. The peer itself where the header says
    // nothing.
    boost::asio::ip::address client(const boost::asio::ip::address& peer, const Headers& headers) const;

  private:
    std::vector<boost::asio::ip::network_v4> v4_;
    std::vector<boost::asio::ip::network_v6> v6_;
};

}  // namespace canyu::http
