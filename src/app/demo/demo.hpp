// The demo community: lives through its 76 days again, only by what people and staff can do themselves.
#pragma once

#include <string>
#include <vector>

#include "app/community.hpp"
#include "base/clock.hpp"

namespace canyu::demo {

// Somebody a visitor of the demo can sign in as.
struct Account {
    std::string role;  // "member", "staff", "admin"
    std::string name;
    std::string password;
};

// Fills an empty community from data/demo. The clock is moved from the first day to `now`. Throws
// std::runtime_error naming file and line where a record cannot be carried out.
std::vector<Account> live_through(Community& community, ManualClock& clock, Time now);

}  // namespace canyu::demo
