#include "platform/markdown/html_writer.hpp"

#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm.h>

#include <algorithm>
#include <unordered_map>

#include "base/check.hpp"
#include "platform/markdown/limits.hpp"
#include "platform/markdown/link.hpp"
#include "platform/markdown/markdown.hpp"
#include "platform/markdown/mentions.hpp"
#include "platform/markdown/tree.hpp"

namespace canyu::markdown {
namespace {

// Above what the densest honest source of byte_limit becomes; only reference links repeated without end pass
// it.
constexpr std::size_t html_limit = 1024 * 1024;  // bytes
constexpr int heading_shift = 2;                 // the page has h1, and what frames the post h2

std::string_view text_of(const char* text) {
    return text ? std::string_view(text) : std::string_view();
}

std::string_view type_of(cmark_node* node) {
    return text_of(cmark_node_get_type_string(node));
}

class Writer {
  public:
    explicit Writer(const Known& known) : known_(known), mentions_(known.person) {}

    bool write(cmark_node* root);
    Written take() { return {std::move(html_), mentions_.take_names()}; }

  private:
    using Handler = void (Writer::*)(cmark_node* node, bool entering);
    static const std::unordered_map<std::string_view, Handler>& handlers();

    void document(cmark_node*, bool) {}
    void block_quote(cmark_node*, bool entering) { html_ += entering ? "<blockquote>\n" : "</blockquote>\n"; }
    void thematic_break(cmark_node*, bool) { html_ += "<hr>\n"; }
    void emphasis(cmark_node*, bool entering) { html_ += entering ? "<em>" : "</em>"; }
    void strong(cmark_node*, bool entering) { html_ += entering ? "<strong>" : "</strong>"; }
    void strikethrough(cmark_node*, bool entering) { html_ += entering ? "<del>" : "</del>"; }
    void line_break(cmark_node*, bool) { html_ += "<br>\n"; }
    void paragraph(cmark_node* node, bool entering);
    void heading(cmark_node* node, bool entering);
    void list(cmark_node* node, bool entering);
    void item(cmark_node*, bool entering) { html_ += entering ? "<li>" : "</li>\n"; }
    void code_block(cmark_node* node, bool entering);
    void code(cmark_node* node, bool entering);
    void text(cmark_node* node, bool entering);
    void raw_html(cmark_node* node, bool entering);
    void link(cmark_node* node, bool entering);
    void image(cmark_node* node, bool entering);
    void table(cmark_node* node, bool entering);
    void table_row(cmark_node* node, bool entering);
    void table_cell(cmark_node* node, bool entering);

    void picture(cmark_node* node, const std::string& digest, const media::Picture& picture);
    std::optional<media::Picture> find_picture(const std::optional<std::string>& digest) const;

    const Known& known_;
    std::string html_;
    Mentions mentions_;
    int links_ = 0;               // around the current node; only the outermost has a tag
    bool skip_children_ = false;  // of the node just entered, and its exit
};

const std::unordered_map<std::string_view, Writer::Handler>& Writer::handlers() {
    static const std::unordered_map<std::string_view, Handler> table = {
        {"document", &Writer::document},
        {"block_quote", &Writer::block_quote},
        {"list", &Writer::list},
        {"item", &Writer::item},
        {"tasklist", &Writer::item},
        {"code_block", &Writer::code_block},
        {"html_block", &Writer::code_block},
        {"paragraph", &Writer::paragraph},
        {"heading", &Writer::heading},
        {"thematic_break", &Writer::thematic_break},
        {"table", &Writer::table},
        {"table_header", &Writer::table_row},
        {"table_row", &Writer::table_row},
        {"table_cell", &Writer::table_cell},
        {"text", &Writer::text},
        {"softbreak", &Writer::line_break},
        {"linebreak", &Writer::line_break},
        {"code", &Writer::code},
        {"html_inline", &Writer::raw_html},
        {"emph", &Writer::emphasis},
        {"strong", &Writer::strong},
        {"strikethrough", &Writer::strikethrough},
        {"link", &Writer::link},
        {"image", &Writer::image},
    };
    return table;
}

bool Writer::write(cmark_node* root) {
    const Walk iterator = walk(root);
    int depth = 0;
    for (;;) {
        const cmark_event_type event = cmark_iter_next(iterator.get());
        if (event == CMARK_EVENT_DONE) return true;
        cmark_node* node = cmark_iter_get_node(iterator.get());
        const bool entering = event == CMARK_EVENT_ENTER;
        const auto handler = handlers().find(type_of(node));
        CANYU_CHECK(handler != handlers().end());
        (this->*handler->second)(node, entering);
        if (skip_children_) {
            cmark_iter_reset(iterator.get(), node, CMARK_EVENT_EXIT);
            skip_children_ = false;
        } else if (cmark_node_first_child(node)) {
            depth += entering ? 1 : -1;
        }
        if (depth > depth_limit || html_.size() > html_limit) return false;
    }
}

void Writer::paragraph(cmark_node* node, bool entering) {
    cmark_node* parent = cmark_node_parent(node);
    cmark_node* list = parent ? cmark_node_parent(parent) : nullptr;
    const bool tight = list && cmark_node_get_list_tight(list);
    if (!tight) html_ += entering ? "<p>" : "</p>\n";
    if (entering && type_of(parent) == "tasklist" && !cmark_node_previous(node))
        html_ += cmark_gfm_extensions_get_tasklist_item_checked(parent) ? "☑ " : "☐ ";
}

void Writer::heading(cmark_node* node, bool entering) {
    const int level = std::min(6, cmark_node_get_heading_level(node) + heading_shift);
    html_ += entering ? "<h" : "</h";
    html_ += std::to_string(level);
    html_ += entering ? ">" : ">\n";
}

void Writer::list(cmark_node* node, bool entering) {
    const bool ordered = cmark_node_get_list_type(node) == CMARK_ORDERED_LIST;
    if (!entering) {
        html_ += ordered ? "</ol>\n" : "</ul>\n";
        return;
    }
    const int start = cmark_node_get_list_start(node);
    html_ += !ordered ? "<ul>\n" : start == 1 ? "<ol>\n" : "<ol start=\"" + std::to_string(start) + "\">\n";
}

void Writer::code_block(cmark_node* node, bool) {
    html_ += "<pre><code>";
    append_escaped(html_, text_of(cmark_node_get_literal(node)));
    html_ += "</code></pre>\n";
}

void Writer::code(cmark_node* node, bool) {
    html_ += "<code>";
    append_escaped(html_, text_of(cmark_node_get_literal(node)));
    html_ += "</code>";
}

void Writer::raw_html(cmark_node* node, bool) {
    append_escaped(html_, text_of(cmark_node_get_literal(node)));
}

void Writer::text(cmark_node* node, bool) {
    const std::string_view text = text_of(cmark_node_get_literal(node));
    std::size_t written = 0;
    while (const auto found = links_ > 0 ? std::nullopt : mentions_.next(text, written)) {
        append_escaped(html_, text.substr(written, found->begin - written));
        html_ += "<a class=\"mention\" href=\"/u/" + found->name + "\">";
        html_ += text.substr(found->begin, found->end - found->begin);
        html_ += "</a>";
        written = found->end;
    }
    append_escaped(html_, text.substr(written));
}

void Writer::link(cmark_node* node, bool entering) {
    const std::string_view url = text_of(cmark_node_get_url(node));
    if (!may_link(url)) return;
    if (!entering) {
        if (--links_ == 0) html_ += "</a>";
        return;
    }
    if (links_++ > 0) return;
    html_ += "<a href=\"";
    append_address(html_, url);
    if (const std::string_view title = text_of(cmark_node_get_title(node)); !title.empty()) {
        html_ += "\" title=\"";
        append_escaped(html_, title);
    }
    html_ += stays_here(url) ? "\">" : "\" rel=\"nofollow ugc noopener\">";
    // A link must have a name to be pressed by.
    if (!cmark_node_first_child(node)) append_escaped(html_, url);
}

void Writer::image(cmark_node* node, bool entering) {
    const auto digest = media::digest_in(text_of(cmark_node_get_url(node)));
    const auto known = entering ? find_picture(digest) : std::nullopt;
    if (!known) return link(node, entering);
    picture(node, *digest, *known);
    skip_children_ = true;
}

std::optional<media::Picture> Writer::find_picture(const std::optional<std::string>& digest) const {
    if (!digest || !known_.picture) return std::nullopt;
    return known_.picture(*digest);
}

// What moves stands still until it is opened: nobody is made to watch it.
void Writer::picture(cmark_node* node, const std::string& digest, const media::Picture& picture) {
    const bool moves = picture.frames > 1;
    const media::Picture shown = moves ? media::preview_of(picture) : picture;
    const bool opens = moves && links_ == 0;
    if (opens) html_ += "<a href=\"" + media::address(digest, media::Size::full) + "\">";
    html_ += "<img src=\"" + media::address(digest, moves ? media::Size::preview : media::Size::full) +
             "\" width=\"" + std::to_string(shown.width) + "\" height=\"" + std::to_string(shown.height) +
             "\" loading=\"lazy\" alt=\"";
    append_escaped(html_, plain_text(node, true));
    html_ += opens ? "\"></a>" : "\">";
}

void Writer::table(cmark_node* node, bool entering) {
    const bool has_body = type_of(cmark_node_last_child(node)) == "table_row";
    html_ += entering ? "<table>\n" : has_body ? "</tbody>\n</table>\n" : "</table>\n";
}

void Writer::table_row(cmark_node* node, bool entering) {
    const bool head = type_of(node) == "table_header";
    if (entering) {
        if (head) html_ += "<thead>\n";
        if (!head && type_of(cmark_node_previous(node)) == "table_header") html_ += "<tbody>\n";
        html_ += "<tr>";
    } else {
        html_ += head ? "</tr>\n</thead>\n" : "</tr>\n";
    }
}

void Writer::table_cell(cmark_node* node, bool entering) {
    cmark_node* row = cmark_node_parent(node);
    const std::string_view tag = type_of(row) == "table_header" ? "th" : "td";
    html_ += entering ? "<" : "</";
    html_ += tag;
    if (entering) {
        std::size_t column = 0;
        for (cmark_node* cell = node; (cell = cmark_node_previous(cell));) ++column;
        const std::uint8_t* alignments = cmark_gfm_extensions_get_table_alignments(cmark_node_parent(row));
        if (alignments[column] == 'c') html_ += " align=\"center\"";
        if (alignments[column] == 'r') html_ += " align=\"right\"";
    }
    html_ += '>';
}

}  // namespace

std::optional<Written> write_html(cmark_node* root, const Known& known) {
    Writer writer(known);
    if (!writer.write(root)) return std::nullopt;
    return writer.take();
}

std::string write_as_typed(std::string_view source) {
    std::string html = "<pre class=\"as_typed\">";
    append_escaped(html, source);
    html += "</pre>\n";
    return html;
}

}  // namespace canyu::markdown
