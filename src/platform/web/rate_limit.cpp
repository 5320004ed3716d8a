#include "platform/web/rate_limit.hpp"

#include <arpa/inet.h>

#include <algorithm>

#include "base/text.hpp"

namespace canyu::web {

std::string network_of(std::string_view address) {
    char bytes[16];
    if (::inet_pton(AF_INET6, std::string(address).c_str(), bytes) != 1) return std::string(address);
    return to_hex({bytes, 8});
}

bool RateLimit::take(const std::string& key, int per_minute, Time now) {
    const std::lock_guard lock(mutex_);
    if (buckets_.size() >= most_buckets)
        std::erase_if(buckets_,
                      [&](const auto& entry) { return now - entry.second.at > std::chrono::minutes(1); });
    // With nearly all in use, looking for others each time would cost more than beginning anew.
    if (buckets_.size() >= most_buckets / 10 * 9) buckets_.clear();
    auto [entry, added] = buckets_.try_emplace(key, Bucket{static_cast<double>(per_minute), now});
    Bucket& bucket = entry->second;
    const double minutes = std::chrono::duration<double, std::ratio<60>>(now - bucket.at).count();
    bucket.tokens = std::min<double>(per_minute, bucket.tokens + std::max(0.0, minutes) * per_minute);
    bucket.at = now;
    if (bucket.tokens < 1) return false;
    bucket.tokens -= 1;
    return true;
}

}  // namespace canyu::web
