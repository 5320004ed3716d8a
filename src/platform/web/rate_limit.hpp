// Token buckets in memory: how often one person, or one address, may act.
#pragma once

#include <cstdint>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>

#include "base/clock.hpp"

namespace canyu::web {

// Whom an address is counted as: itself, or the /64 of an IPv6 one, which is what one customer has.
std::string network_of(std::string_view address);

// Whether it is one of the internet's. What a proxy that nobody named as trusted leaves, or an office's own
// addresses, tells nothing of who came.
bool is_public_address(std::string_view address);

// Any thread. Forgets buckets that are full again; keeps at most most_buckets.
class RateLimit {
  public:
    // Takes one token of `key`, whose bucket holds per_minute and refills evenly. False when it is empty.
    bool take(const std::string& key, int per_minute, Time now);

  private:
    struct Bucket {
        double tokens;
        Time at;
    };
    static constexpr std::size_t most_buckets = 100'000;
    std::mutex mutex_;
    std::unordered_map<std::string, Bucket> buckets_;
};

}  // namespace canyu::web
