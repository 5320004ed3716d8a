// Writes a syntax tree as HTML that is safe by construction: only the tags of html_writer.cpp come out, and
// all else is escaped.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

struct cmark_node;

namespace canyu::markdown {

struct Known;

struct Written {
    std::string html;
    std::vector<std::string> mentions;
};

// Nothing when the tree is deeper, or its HTML longer, than anything a person means.
std::optional<Written> write_html(cmark_node* root, const Known& known);

// The text as it was typed, line by line.
std::string write_as_typed(std::string_view source);

}  // namespace canyu::markdown
