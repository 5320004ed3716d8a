// The shipped words of praise and complaint: what a model knows before anybody has taught it.
#pragma once

#include <span>
#include <string_view>

namespace canyu::surfacing {

// One degree for many words, parted by commas. 0 is for phrases that only look like an opinion: "好像".
struct OpinionGroup {
    double degree;  // log-odds of each word alone
    std::string_view words;
};

// Everyday words, written down by hand for this project.
[[nodiscard]] std::span<const OpinionGroup> opinion_lexicon();

}  // namespace canyu::surfacing
