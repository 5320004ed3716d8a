// Shows why two texts are thought alike: the telling words between <mark> and </mark>, everything else
// escaped.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "base/shape.hpp"
#include "engines/surfacing/tokens.hpp"

namespace canyu::demand {

// The whole text, with these ranges marked; they stand in order and do not overlap.
Html mark_ranges(std::string_view text, std::span<const surfacing::Range> ranges);
// The whole text.
Html mark(std::string_view text, std::span<const std::string> terms);
// At most about `characters` of it around the densest matches, whole from the start where nothing matches;
// "…" where something was left out. Line breaks become spaces.
Html mark_snippet(std::string_view text, std::span<const std::string> terms, std::size_t characters);

}  // namespace canyu::demand
