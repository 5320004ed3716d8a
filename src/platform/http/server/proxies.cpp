// Networks of trusted proxies and X-Forwarded-For read from its trustworthy end.
#include "platform/http/server/proxies.hpp"

#include <algorithm>
#include <ranges>
#include <stdexcept>

#include "platform/http/field_text.hpp"

namespace canyu::http {
namespace ip = boost::asio::ip;

ip::address plain_address(const ip::address& address) {
    if (!address.is_v6() || !address.to_v6().is_v4_mapped()) return address;
    return ip::make_address_v4(ip::v4_mapped, address.to_v6());
}

TrustedProxies::TrustedProxies(const std::vector<std::string>& entries) {
    for (const std::string& entry : entries) {
        const std::size_t slash = std::min(entry.find('/'), entry.size());
        boost::system::error_code error;
        const ip::address address = ip::make_address(entry.substr(0, slash), error);
        const std::string length = slash < entry.size() ? entry.substr(slash)
                                   : address.is_v4()    ? "/32"
                                                        : "/128";
        if (!error && address.is_v4())
            v4_.push_back(ip::make_network_v4(entry.substr(0, slash) + length, error));
        if (!error && address.is_v6())
            v6_.push_back(ip::make_network_v6(entry.substr(0, slash) + length, error));
        if (error) throw std::invalid_argument("trusted proxy is neither an address nor a network: " + entry);
    }
}

bool TrustedProxies::contains(const ip::address& address) const {
    if (address.is_v4()) {
        return std::ranges::any_of(v4_, [value = address.to_v4()](const ip::network_v4& network) {
            return (value.to_uint() & network.netmask().to_uint()) == network.network().to_uint();
        });
    }
    return std::ranges::any_of(v6_, [value = address.to_v6()](const ip::network_v6& network) {
        return ip::network_v6(value, network.prefix_length()).network() == network.network();
    });
}

ip::address TrustedProxies::client(const ip::address& peer, const Headers& headers) const {
    std::vector<std::string_view> hops;
    for (const auto& [name, value] : headers.all()) {
        if (!equal_ignoring_case(name, "X-Forwarded-For")) continue;
        for (std::string_view list = value; !list.empty();) hops.push_back(take_item(list, ','));
    }
    ip::address client = peer;
    for (const std::string_view hop : std::views::reverse(hops)) {
        if (!contains(client)) break;
        boost::system::error_code error;
        const ip::address address = ip::make_address(std::string(hop), error);
        if (error) break;
        client = plain_address(address);
    }
    return client;
}

}  // namespace canyu::http
