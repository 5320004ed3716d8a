#include "platform/markdown/tree.hpp"

#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm-extension_api.h>
#include <cmark-gfm.h>

#include <mutex>

#include "base/check.hpp"
#include "platform/markdown/limits.hpp"

namespace canyu::markdown {
namespace {

struct FreeParser {
    void operator()(cmark_parser* parser) const { cmark_parser_free(parser); }
};

void attach(cmark_parser* parser, const char* extension) {
    CANYU_CHECK(cmark_parser_attach_syntax_extension(parser, cmark_find_syntax_extension(extension)) == 1);
}

bool is_block(cmark_node* node) {
    return (cmark_node_get_type(node) & CMARK_NODE_TYPE_MASK) == CMARK_NODE_TYPE_BLOCK;
}

// Appends with every run of blanks as one, none in front.
void append_words(std::string& words, std::string_view text) {
    for (const char c : text) {
        const bool blank = c == ' ' || c == '\n' || c == '\t';
        if (!blank) {
            words += c;
        } else if (!words.empty() && words.back() != ' ') {
            words += ' ';
        }
    }
}

}  // namespace

void FreeTree::operator()(cmark_node* root) const {
    cmark_node_free(root);
}

void FreeWalk::operator()(cmark_iter* iterator) const {
    cmark_iter_free(iterator);
}

Walk walk(cmark_node* root) {
    return Walk(cmark_iter_new(root));
}

Tree parse(std::string_view source, const Treatment& treatment) {
    CANYU_CHECK(!treatment.as_typed);
    static std::mutex parsing;
    const std::lock_guard lock(parsing);
    cmark_gfm_core_extensions_ensure_registered();
    const std::unique_ptr<cmark_parser, FreeParser> parser(cmark_parser_new(CMARK_OPT_DEFAULT));
    if (treatment.tables) attach(parser.get(), "table");
    attach(parser.get(), "strikethrough");
    if (treatment.autolinks) attach(parser.get(), "autolink");
    attach(parser.get(), "tasklist");
    cmark_parser_feed(parser.get(), source.data(), source.size());
    Tree tree(cmark_parser_finish(parser.get()));
    cmark_consolidate_text_nodes(tree.get());
    return tree;
}

std::string plain_text(cmark_node* node, bool quotes) {
    std::string words;
    const Walk iterator = walk(node);
    for (;;) {
        const cmark_event_type event = cmark_iter_next(iterator.get());
        if (event == CMARK_EVENT_DONE) break;
        cmark_node* current = cmark_iter_get_node(iterator.get());
        const cmark_node_type type = cmark_node_get_type(current);
        if (event == CMARK_EVENT_ENTER && type == CMARK_NODE_BLOCK_QUOTE && !quotes && current != node) {
            cmark_iter_reset(iterator.get(), current, CMARK_EVENT_EXIT);
        } else if (const char* literal = cmark_node_get_literal(current)) {
            append_words(words, literal);
        }
        if (is_block(current) || type == CMARK_NODE_SOFTBREAK || type == CMARK_NODE_LINEBREAK)
            append_words(words, " ");
    }
    if (words.ends_with(' ')) words.pop_back();
    return words;
}

}  // namespace canyu::markdown
