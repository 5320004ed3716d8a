// Times as ISO 8601 text, as people and other programs write them.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/clock.hpp"

namespace canyu::imports {

// "2024-05-01", "2024-05-01T12:30" with seconds, a fraction, "Z" or an offset (+08:00) if wanted; without an
// offset UTC is meant. Nothing for anything else.
[[nodiscard]] std::optional<Time> parse_time(std::string_view text);

// As "2024-05-01T12:30:00.000Z", which parse_time reads back exactly.
[[nodiscard]] std::string format_time(Time time);

}  // namespace canyu::imports
