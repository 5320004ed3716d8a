#include "platform/web/flood_guard.hpp"

#include <algorithm>
#include <new>

#include "base/check.hpp"

namespace canyu::web {
namespace {

constexpr std::uint32_t most_counted = 0xffff;

// splitmix64 (Steele, Lea and Flood, 2014).
std::uint64_t mix(std::uint64_t value) {
    value += 0x9e3779b97f4a7c15;
    value = (value ^ (value >> 30)) * 0xbf58476d1ce4e5b9;
    value = (value ^ (value >> 27)) * 0x94d049bb133111eb;
    return value ^ (value >> 31);
}

}  // namespace

FloodGuard::FloodGuard(std::uint32_t limit, Milliseconds window, std::uint64_t salt)
    : limit_(limit),
      window_(window.count()),
      salt_(salt),
      cells_(static_cast<Cell*>(std::calloc(rows * cells, sizeof(Cell)))) {
    CANYU_CHECK(limit < most_counted && window.count() > 0);
    if (!cells_) throw std::bad_alloc();
}

std::uint32_t FloodGuard::add_one(Cell& cell, std::uint32_t window) {
    std::uint32_t seen = cell.load(std::memory_order_relaxed);
    for (;;) {
        const std::uint32_t count = seen >> 16 == window ? seen & most_counted : 0;
        if (count == most_counted) return count;
        const std::uint32_t next = window << 16 | (count + 1);
        if (cell.compare_exchange_weak(seen, next, std::memory_order_relaxed)) return count + 1;
    }
}

bool FloodGuard::let_in(std::uint64_t who, Time now) {
    const auto window = static_cast<std::uint32_t>(to_milliseconds(now) / window_) & most_counted;
    std::uint64_t hash = mix(who ^ salt_);
    std::uint32_t least = most_counted;
    for (std::size_t row = 0; row < rows; ++row) {
        least = std::min(least, add_one(cells_[row * cells + hash % cells], window));
        hash = mix(hash);
    }
    return least <= limit_;
}

}  // namespace canyu::web
