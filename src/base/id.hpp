// 64-bit ids that sort by the time they were made; strings in JSON, since JavaScript loses bits above 2^53.
#pragma once

#include <atomic>
#include <compare>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "base/clock.hpp"

namespace canyu {

struct Id {
    std::int64_t value = 0;

    auto operator<=>(const Id&) const = default;
    // Id{} stands for "none"; it is never handed out.
    explicit operator bool() const { return value != 0; }
};

std::string to_string(Id id);
// The decimal form only; nothing for anything else, zero and negative numbers included.
std::optional<Id> parse_id(std::string_view text);

// Makes ids of 41 bits milliseconds since 2024, 10 bits node, 12 bits sequence; strictly growing within a
// source. Safe to call from any thread.
class IdSource {
  public:
    // node: 0..1023, distinct for every process that writes to one database.
    IdSource(const Clock& clock, std::uint16_t node);
    Id next();

  private:
    const Clock& clock_;
    const std::int64_t node_;
    std::atomic<std::int64_t> last_{0};  // milliseconds << 12 | sequence
};

}  // namespace canyu

template <>
struct std::hash<canyu::Id> {
    std::size_t operator()(canyu::Id id) const noexcept { return std::hash<std::int64_t>{}(id.value); }
};
