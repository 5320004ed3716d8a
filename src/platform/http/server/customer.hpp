// Whom limits are kept for: an IPv4 address, or the /64 of an IPv6 one, which is what one customer has.
#pragma once

#include <array>
#include <boost/asio/ip/address.hpp>

namespace canyu::http {

using Customer = std::array<unsigned char, 16>;
Customer customer_of(const boost::asio::ip::address& address);

}  // namespace canyu::http
