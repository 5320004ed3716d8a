// IPv4 addresses stand in the front, networks of IPv6 in the back, so that none looks like another.
#include "platform/http/server/customer.hpp"

#include <algorithm>

namespace canyu::http {

Customer customer_of(const boost::asio::ip::address& address) {
    Customer customer{};
    if (address.is_v4()) {
        std::ranges::copy(address.to_v4().to_bytes(), customer.begin());
    } else {
        const auto bytes = address.to_v6().to_bytes();
        std::copy_n(bytes.begin(), 8, customer.begin() + 8);
    }
    return customer;
}

}  // namespace canyu::http
