// Times as text: RFC 3339, written in UTC with milliseconds ("2026-11-22T05:56:12.345Z").
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/clock.hpp"

namespace canyu {

// Expects a year of 0..9999.
std::string to_rfc3339(Time time);
// Any offset and any number of fraction digits (those beyond milliseconds are cut off); nothing for anything
// else. A leap second is read as the second after it.
std::optional<Time> parse_rfc3339(std::string_view text);

}  // namespace canyu
