#include "platform/http/server/admission.hpp"

#include <doctest/doctest.h>

#include <set>
#include <vector>

#include "platform/http/server/request_ids.hpp"

using namespace canyu;
using namespace canyu::http;

namespace {

bool admits(Admission& admission, std::vector<Admission::Ticket>& tickets, const char* address) {
    auto ticket = admission.admit(boost::asio::ip::make_address(address), false);
    if (!ticket) return false;
    tickets.push_back(std::move(*ticket));
    return true;
}

}  // namespace

TEST_CASE("http admission: places are given and taken back") {
    Admission admission(3, 2);
    std::vector<Admission::Ticket> tickets;
    CHECK(admits(admission, tickets, "10.0.0.1"));
    CHECK(admits(admission, tickets, "10.0.0.1"));
    CHECK(!admits(admission, tickets, "10.0.0.1"));
    CHECK(admits(admission, tickets, "10.0.0.2"));
    CHECK(!admits(admission, tickets, "10.0.0.3"));
    CHECK(!admission.wait_empty(Milliseconds(0)));
    tickets.clear();
    CHECK(admission.wait_empty(Milliseconds(0)));
    CHECK(admits(admission, tickets, "10.0.0.1"));
}

TEST_CASE("http admission: an IPv6 customer is a /64") {
    Admission admission(10, 1);
    std::vector<Admission::Ticket> tickets;
    CHECK(admits(admission, tickets, "2001:db8:1:1::1"));
    CHECK(!admits(admission, tickets, "2001:db8:1:1:ffff::2"));
    CHECK(admits(admission, tickets, "2001:db8:1:2::1"));
}

TEST_CASE("http request ids: unique, and only plain ones are taken from a proxy") {
    RequestIds ids;
    RequestIds of_another_process;
    std::set<std::string> seen;
    for (int i = 0; i < 1'000; ++i) {
        const std::string id = ids.next();
        CHECK(is_request_id(id));
        seen.insert(id);
        seen.insert(of_another_process.next());
    }
    CHECK(seen.size() == 2'000);
    for (const std::string& bad :
         {std::string(), std::string("a b"), std::string("a\"b"), std::string("a\n"), std::string(65, 'a')}) {
        CHECK(!is_request_id(bad));
    }
}
