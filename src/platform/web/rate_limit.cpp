#include "platform/web/rate_limit.hpp"

#include <arpa/inet.h>

#include <algorithm>
#include <array>
#include <span>

#include "base/text.hpp"

namespace canyu::web {
namespace {

// Neither loopback nor link-local, private (RFC 1918) nor a provider's inside (RFC 6598).
bool is_public(std::span<const unsigned char, 4> bytes) {
    const unsigned first = bytes[0];
    const unsigned second = bytes[1];
    const bool is_inside = first == 0 || first == 10 || first == 127 || (first == 169 && second == 254) ||
                           (first == 172 && (second & 0xF0U) == 16) || (first == 192 && second == 168) ||
                           (first == 100 && (second & 0xC0U) == 64);
    return !is_inside && first < 224;
}

}  // namespace

std::string network_of(std::string_view address) {
    char bytes[16];
    if (::inet_pton(AF_INET6, std::string(address).c_str(), bytes) != 1) return std::string(address);
    return to_hex({bytes, 8});
}

bool is_public_address(std::string_view address) {
    unsigned char bytes[16];
    const std::string text(address);
    if (::inet_pton(AF_INET, text.c_str(), bytes) == 1) return is_public(std::span(bytes).first<4>());
    if (::inet_pton(AF_INET6, text.c_str(), bytes) != 1) return false;
    constexpr std::array<unsigned char, 12> mapped{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF};
    if (std::equal(mapped.begin(), mapped.end(), bytes)) return is_public(std::span(bytes).last<4>());
    // What is handed out (RFC 4291): neither ::1 nor link-local nor an organisation's own.
    return (bytes[0] & 0xE0U) == 0x20;
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
