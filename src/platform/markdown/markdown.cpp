#include "platform/markdown/markdown.hpp"

#include <cmark-gfm.h>

#include <algorithm>

#include "base/text.hpp"
#include "platform/markdown/html_writer.hpp"
#include "platform/markdown/limits.hpp"
#include "platform/markdown/tree.hpp"

namespace canyu::markdown {
namespace {

constexpr std::size_t quote_limit = 1'000;  // characters

// At most byte_limit bytes, ending with a whole character.
std::string clean_start(std::string_view markdown) {
    std::size_t size = std::min(markdown.size(), byte_limit);
    while (size > 0 && size < markdown.size() && (static_cast<unsigned char>(markdown[size]) & 0xC0) == 0x80)
        --size;
    return clean_text(markdown.substr(0, size));
}

std::vector<std::string_view> lines_of(std::string_view source) {
    std::vector<std::string_view> lines;
    for (std::size_t begin = 0; begin <= source.size();) {
        const std::size_t end = std::min(source.find('\n', begin), source.size());
        lines.push_back(source.substr(begin, end - begin));
        begin = end + 1;
    }
    return lines;
}

bool is_blank(std::string_view line) {
    return trim(line).empty();
}

// Without those that the text quotes, unless there are no others.
std::vector<std::string_view> own_lines(std::string_view source) {
    std::vector<std::string_view> lines = lines_of(source);
    const Treatment treatment = treatment_of(source);
    if (treatment.as_typed) return lines;
    std::vector<std::string_view> own = lines;
    const Tree tree = parse(source, treatment);
    for (cmark_node* block = cmark_node_first_child(tree.get()); block; block = cmark_node_next(block)) {
        if (cmark_node_get_type(block) != CMARK_NODE_BLOCK_QUOTE) continue;
        // Lines count from 1.
        for (int line = cmark_node_get_start_line(block); line <= cmark_node_get_end_line(block); ++line)
            own.at(static_cast<std::size_t>(line) - 1) = {};
    }
    while (!own.empty() && is_blank(own.back())) own.pop_back();
    if (own.empty()) return lines;
    own.erase(own.begin(), std::ranges::find_if_not(own, is_blank));
    return own;
}

bool is_name_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

// The bytes of a mention of `name` at the start of the source, however Markdown lets it be written; 0 for
// none. An underscore after it may be the end of an emphasis, or belong to a longer name.
std::size_t mention_length(std::string_view source, std::string_view name) {
    std::size_t at = 0;
    for (const std::string_view sign : {"@", "&#64;", "&commat;"})
        if (source.starts_with(sign)) at = sign.size();
    if (at == 0) return 0;
    for (const char letter : name) {
        if (letter == '_' && source.substr(at).starts_with("\\_")) ++at;
        if (at >= source.size()) return 0;
        const char lower =
            source[at] >= 'A' && source[at] <= 'Z' ? static_cast<char>(source[at] + 32) : source[at];
        if (lower != letter) return 0;
        ++at;
    }
    const std::size_t next = std::min(source.find_first_not_of('_', at), source.size());
    return next < source.size() && is_name_letter(source[next]) ? 0 : at;
}

}  // namespace

Result<Rendered> render(std::string_view markdown, const Known& known) {
    if (markdown.size() > byte_limit)
        return refuse(422, "markdown.too_long", {{"kilobytes", std::to_string(byte_limit / 1024)}});
    const std::string source = clean_text(markdown);
    const Treatment treatment = treatment_of(source);
    if (!treatment.as_typed) {
        const Tree tree = parse(source, treatment);
        if (auto written = write_html(tree.get(), known))
            return Rendered{{std::move(written->html)}, std::move(written->mentions), false};
    }
    return Rendered{{write_as_typed(source)}, {}, true};
}

std::string excerpt(std::string_view markdown, std::size_t characters) {
    const std::string source = clean_start(markdown);
    const Treatment treatment = treatment_of(source);
    if (treatment.as_typed) return shorten(clean_line(source), characters);
    const Tree tree = parse(source, treatment);
    const std::string own = plain_text(tree.get(), false);
    return shorten(own.empty() ? plain_text(tree.get(), true) : own, characters);
}

std::string quote(std::string_view markdown, std::string_view author) {
    const std::string source = clean_start(markdown);
    std::string result = "> **@" + std::string(author) + "**\n>\n";
    std::size_t characters = 0;
    for (const std::string_view line : own_lines(source)) {
        if (characters >= quote_limit) {
            result += "> …\n";
            break;
        }
        const std::size_t room = quote_limit - characters;
        const std::size_t length = count_characters(line);
        result += is_blank(line) ? ">" : "> " + shorten(line, room);
        result += '\n';
        if (length > room) break;
        characters += length + 1;  // with its line break, so that empty lines are not free
    }
    return result + "\n";
}

std::string replace_mentions(std::string_view markdown, std::string_view name, std::string_view instead) {
    std::string replaced;
    std::size_t at = 0;
    while (at < markdown.size()) {
        const bool in_address = at > 0 && is_name_letter(markdown[at - 1]);
        const std::size_t length = in_address ? 0 : mention_length(markdown.substr(at), name);
        if (length > 0)
            replaced.append(instead);
        else
            replaced += markdown[at];
        at += std::max<std::size_t>(length, 1);
    }
    return replaced;
}

}  // namespace canyu::markdown
