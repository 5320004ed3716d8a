// Private to platform/search: how documents and queries become terms, and terms a match expression of each
// engine.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "platform/db/db.hpp"

namespace canyu::search {

struct Term {
    std::string text;
    bool prefix = false;  // matches every term that begins with it
};

// The terms of a document, joined by spaces, in order: search_terms(), and the last character of each run of
// Han characters by itself, so that every character begins a term and one alone can be found as a prefix.
std::string index_terms(std::string_view text);

// The terms a document must have, each once. The last word, if it is not Han text and has at least two
// characters, is a prefix; so is a Han character that stands alone.
std::vector<Term> query_terms(std::string_view text);

enum class Scope { title, everything };
// For `search_index match ?` (FTS5) or `vector @@ cast(? as tsquery)`. `terms` is not empty.
std::string match_expression(db::Engine engine, const std::vector<Term>& terms, Scope scope);

}  // namespace canyu::search
