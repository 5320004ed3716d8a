// Words that hold a sentence together and name nothing: never a topic, a hot term or a synonym.
#pragma once

#include <string_view>

#include "engines/surfacing/words/units.hpp"

namespace canyu::surfacing {

// Also numbers, and a single letter. Safe to call concurrently.
[[nodiscard]] bool is_function_word(const Unit& unit);

}  // namespace canyu::surfacing
