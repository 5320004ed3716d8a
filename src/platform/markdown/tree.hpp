// The syntax tree of a text, parsed by cmark-gfm with GitHub's tables, strikethrough, autolinks and task
// lists.
#pragma once

#include <memory>
#include <string>
#include <string_view>

struct cmark_iter;
struct cmark_node;

namespace canyu::markdown {

struct Treatment;

struct FreeTree {
    void operator()(cmark_node* root) const;
};
using Tree = std::unique_ptr<cmark_node, FreeTree>;

struct FreeWalk {
    void operator()(cmark_iter* iterator) const;
};
using Walk = std::unique_ptr<cmark_iter, FreeWalk>;
Walk walk(cmark_node* root);

// `source` is clean_text of what was typed, and not to be shown as typed. Any thread may call it; the parser
// keeps the extensions' special characters in globals, so one text is parsed at a time.
Tree parse(std::string_view source, const Treatment& treatment);

// The words below a node on one line; `quotes` says whether those in block quotes count.
std::string plain_text(cmark_node* node, bool quotes);

}  // namespace canyu::markdown
