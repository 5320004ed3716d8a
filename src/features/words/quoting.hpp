// A report's words around one of its words, short enough to be read beside others.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include <boost/describe.hpp>

namespace canyu::words {

// The three parts of what is quoted, one after another.
struct Quote {
    std::string before;
    std::string said;
    std::string after;
};
BOOST_DESCRIBE_STRUCT(Quote, (), (before, said, after))

// The sentence in which a text says a word first, cut with "…" where it is long; nothing where it does not.
std::optional<Quote> quote(std::string_view text, std::string_view word);

}  // namespace canyu::words
