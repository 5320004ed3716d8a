// What of a source the parser may see, decided from its bytes before parsing.
//
// cmark-gfm is linear on what people write, but some short sources cost it minutes or gigabytes. Each is
// known by something that can be counted; README.md says what and how much.
#pragma once

#include <string_view>

namespace canyu::markdown {

struct Treatment {
    bool as_typed = false;  // not to be parsed at all
    bool tables = true;
    bool autolinks = true;
};

inline constexpr int depth_limit = 100;  // of blocks and spans within each other

Treatment treatment_of(std::string_view source);

}  // namespace canyu::markdown
