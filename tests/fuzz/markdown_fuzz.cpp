// Feeds bytes to everything that reads Markdown and checks that only well-formed markup of the known tags
// comes out.
#include <algorithm>
#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/check.hpp"
#include "base/text.hpp"
#include "platform/markdown/link.hpp"
#include "platform/markdown/markdown.hpp"

namespace {

using canyu::markdown::Known;

constexpr std::size_t excerpt_limit = 40;  // characters

const std::set<std::string_view> paired = {"a",     "blockquote", "code", "del", "em",    "h3",  "h4",
                                           "h5",    "h6",         "li",   "ol",  "p",     "pre", "strong",
                                           "table", "tbody",      "td",   "th",  "thead", "tr",  "ul"};
const std::set<std::string_view> single = {"br", "hr", "img"};
const std::set<std::string_view> attributes = {"align", "alt", "class", "height", "href", "loading",
                                               "rel",   "src", "start", "title",  "width"};

// Follows the name of a tag: ` name="value"` any number of times, and nothing else.
void check_attributes(std::string_view tag, std::string_view rest) {
    while (!rest.empty()) {
        const std::size_t equals = rest.find("=\"");
        CANYU_CHECK(rest[0] == ' ' && equals != std::string_view::npos);
        const std::string_view name = rest.substr(1, equals - 1);
        const std::size_t end = rest.find('"', equals + 2);
        CANYU_CHECK(attributes.contains(name) && end != std::string_view::npos);
        const std::string_view value = rest.substr(equals + 2, end - equals - 2);
        if (name == "href") CANYU_CHECK(tag == "a" && canyu::markdown::may_link(value));
        if (name == "src") CANYU_CHECK(tag == "img" && value.starts_with("/media/"));
        rest.remove_prefix(end + 1);
    }
}

void check_markup(std::string_view html) {
    std::vector<std::string_view> open;
    for (std::size_t at = html.find('<'); at != std::string_view::npos; at = html.find('<', at + 1)) {
        const std::size_t end = html.find('>', at);
        CANYU_CHECK(end != std::string_view::npos);
        std::string_view inside = html.substr(at + 1, end - at - 1);
        if (inside.starts_with('/')) {
            CANYU_CHECK(!open.empty() && open.back() == inside.substr(1));
            open.pop_back();
            continue;
        }
        const std::string_view tag = inside.substr(0, inside.find(' '));
        CANYU_CHECK(paired.contains(tag) || single.contains(tag));
        check_attributes(tag, inside.substr(tag.size()));
        CANYU_CHECK(tag != "a" || std::ranges::count(open, tag) == 0);
        if (paired.contains(tag)) open.push_back(tag);
    }
    CANYU_CHECK(open.empty());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view source(reinterpret_cast<const char*>(data), size);
    const Known known{
        [](const std::string& name) { return name.size() > 2; },
        [](const std::string& digest) { return canyu::media::Picture{2, 3, digest[0] == 'a' ? 2 : 1}; }};
    const auto rendered = canyu::markdown::render(source, known);
    CANYU_CHECK(rendered.has_value() == (size <= canyu::markdown::byte_limit));
    if (rendered) {
        CANYU_CHECK(canyu::valid_utf8(rendered->html.value));
        check_markup(rendered->html.value);
    }
    const std::string excerpt = canyu::markdown::excerpt(source, excerpt_limit);
    CANYU_CHECK(canyu::valid_utf8(excerpt) && canyu::count_characters(excerpt) <= excerpt_limit + 1);
    CANYU_CHECK(excerpt.find('\n') == std::string::npos);
    const auto quoted = canyu::markdown::render(canyu::markdown::quote(source, "ann"), known);
    CANYU_CHECK(quoted.has_value());
    check_markup(quoted->html.value);
    return 0;
}
