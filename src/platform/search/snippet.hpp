// Private to platform/search: where in a text the terms stand, and the part of it worth showing.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "platform/search/search.hpp"
#include "platform/search/terms.hpp"

namespace canyu::search {

// The places of the terms in the text as it was written, in order, touching ones joined.
std::vector<Mark> find_marks(std::string_view text, const std::vector<Term>& terms);

struct Snippet {
    std::string text;
    std::vector<Mark> marks;
};
// At most `limit` characters of the text where most marks are, as one line, with "…" where something was cut.
Snippet make_snippet(std::string_view text, const std::vector<Term>& terms, std::size_t limit);

}  // namespace canyu::search
