#include "platform/http/server/proxies.hpp"

#include <doctest/doctest.h>

#include <stdexcept>

using namespace canyu::http;
namespace ip = boost::asio::ip;

namespace {

std::string client(const TrustedProxies& proxies, const char* peer, std::vector<std::string> forwarded) {
    Headers headers;
    for (const std::string& value : forwarded) headers.add("x-forwarded-for", value);
    return proxies.client(ip::make_address(peer), headers).to_string();
}

}  // namespace

TEST_CASE("http proxies: addresses and networks of both families") {
    const TrustedProxies proxies({"127.0.0.1", "10.1.0.0/16", "::1", "fd00::/8"});
    for (const char* inside : {"127.0.0.1", "10.1.255.1", "::1", "fdff::7"}) {
        CHECK(proxies.contains(ip::make_address(inside)));
    }
    for (const char* outside : {"127.0.0.2", "10.2.0.1", "::2", "fc00::1"}) {
        CHECK(!proxies.contains(ip::make_address(outside)));
    }
    CHECK(!TrustedProxies({}).contains(ip::make_address("127.0.0.1")));
    CHECK(TrustedProxies({"10.1.2.3/8"}).contains(ip::make_address("10.9.9.9")));
    for (const char* bad : {"", "localhost", "1.2.3.4/33", "1.2.3.4/", "::1/x", "1.2.3"}) {
        CAPTURE(bad);
        CHECK_THROWS_AS(TrustedProxies({bad}), std::invalid_argument);
    }
}

TEST_CASE("http proxies: the client is the last address no proxy of ours has") {
    const TrustedProxies proxies({"10.0.0.0/8"});
    CHECK(client(proxies, "10.0.0.1", {"203.0.113.9"}) == "203.0.113.9");
    CHECK(client(proxies, "10.0.0.1", {"1.1.1.1, 203.0.113.9"}) == "203.0.113.9");
    CHECK(client(proxies, "10.0.0.1", {"1.1.1.1, 203.0.113.9,10.0.0.2"}) == "203.0.113.9");
    CHECK(client(proxies, "10.0.0.1", {"1.1.1.1", "203.0.113.9, 10.0.0.2"}) == "203.0.113.9");
    CHECK(client(proxies, "10.0.0.1", {"::ffff:203.0.113.9"}) == "203.0.113.9");
    CHECK(client(proxies, "10.0.0.1", {"10.0.0.3, 10.0.0.2"}) == "10.0.0.3");
}

TEST_CASE("http proxies: an outside peer names nobody, broken entries end the walk") {
    const TrustedProxies proxies({"10.0.0.0/8"});
    CHECK(client(proxies, "203.0.113.9", {"1.1.1.1"}) == "203.0.113.9");
    CHECK(client(proxies, "10.0.0.1", {}) == "10.0.0.1");
    CHECK(client(proxies, "10.0.0.1", {"1.1.1.1, unknown"}) == "10.0.0.1");
    CHECK(client(proxies, "10.0.0.1", {"1.1.1.1, , 10.0.0.2"}) == "10.0.0.2");
}
