#include "platform/web/template_source.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <stdexcept>

#include "base/text.hpp"

namespace canyu::web {
namespace {

constexpr std::array url_attributes{"href",    "src",       "action",   "hx-get",
                                    "hx-post", "hx-delete", "data-url", "poster"};
constexpr std::array closed_attributes{"srcset", "formaction", "style"};

[[noreturn]] void fail(std::string_view name, std::string_view what) {
    throw std::runtime_error(fmt::format("template {}: {}", name, what));
}

// Where in the markup a position stands: inside a tag's attribute value, inside <script> or <style>, or in
// the text.
struct Place {
    std::string attribute;  // lower case; "" outside an attribute value
    char quote = 0;         // the value's quote
    bool in_tag = false;
    std::string raw_element;        // "script" or "style"
    std::string_view value_before;  // of the attribute, up to the position
};

Place find_place(std::string_view text, std::size_t position) {
    Place place;
    std::size_t tag_start = 0;
    std::size_t value_start = 0;
    for (std::size_t i = 0; i < position; ++i) {
        const char c = text[i];
        if (!place.in_tag) {
            if (c == '<' && i + 1 < text.size() &&
                (std::isalpha(static_cast<unsigned char>(text[i + 1])) || text[i + 1] == '/')) {
                place.in_tag = true;
                tag_start = i + 1;
            }
            continue;
        }
        if (place.quote) {
            if (c == place.quote) place.quote = 0, place.attribute.clear();
        } else if ((c == '"' || c == '\'') && text[i - 1] == '=') {
            std::size_t start = i - 1;
            while (start > 0 && !std::isspace(static_cast<unsigned char>(text[start - 1]))) --start;
            place.attribute = fold(text.substr(start, i - 1 - start));
            place.quote = c;
            value_start = i + 1;
        } else if (c == '>') {
            place.in_tag = false;
            const std::string tag = fold(text.substr(tag_start, i - tag_start));
            if (tag.starts_with("script") || tag.starts_with("style"))
                place.raw_element = tag.substr(0, tag.find(' '));
            if (tag.starts_with("/script") || tag.starts_with("/style")) place.raw_element.clear();
        }
    }
    if (place.quote) place.value_before = text.substr(value_start, position - value_start);
    return place;
}

}  // namespace

TemplateSource parse_template(std::string_view text, std::string_view name) {
    TemplateSource source;
    if (text.find("AUTOESCAPE") != std::string_view::npos)
        fail(name, "take the AUTOESCAPE pragma out; the loader puts it in");
    const std::size_t line_end = text.find('\n');
    const bool has_front_matter = text.substr(0, line_end).find(':') != std::string_view::npos &&
                                  text.front() != '<' && text.front() != '{' &&
                                  text.find("\n---\n") != std::string_view::npos;
    if (!has_front_matter) {
        source.body = text;
        return source;
    }
    while (!text.starts_with("---\n")) {
        const std::size_t end = text.find('\n');
        const std::string_view line = text.substr(0, end);
        text.remove_prefix(end + 1);
        const std::size_t colon = line.find(':');
        const std::string_view key = line.substr(0, colon);
        const std::string value(colon == std::string_view::npos ? "" : trim(line.substr(colon + 1)));
        if (key == "title")
            source.title = value;
        else if (key == "tab")
            source.tab = value;
        else if (key == "layout")
            source.layout = value;
        else
            fail(name, fmt::format("front matter knows title, tab and layout, not \"{}\"", key));
    }
    source.body = text.substr(4);
    return source;
}

std::string include_parts(std::string text,
                          const std::function<std::string_view(std::string_view)>& body_of) {
    for (int depth = 0; depth < 8; ++depth) {
        if (text.find("{{>") == std::string::npos) return text;
        std::string joined;
        std::string_view rest = text;
        for (std::size_t at = rest.find("{{>"); at != std::string_view::npos; at = rest.find("{{>")) {
            const std::size_t end = rest.find("}}", at);
            if (end == std::string_view::npos) throw std::runtime_error("a {{>…}} is not closed");
            joined += rest.substr(0, at);
            joined += body_of(rest.substr(at + 3, end - at - 3));
            rest.remove_prefix(end + 2);
        }
        joined += rest;
        text = std::move(joined);
    }
    throw std::runtime_error("templates include each other without end");
}

std::string translate(std::string_view text, const Catalog& catalog, Language language,
                      std::string_view name) {
    std::string translated;
    for (;;) {
        const std::size_t open = text.find("[[");
        if (open == std::string_view::npos) return translated += text;
        const std::size_t close = text.find("]]", open);
        if (close == std::string_view::npos) fail(name, "a [[ is not closed");
        const std::string_view sentence = text.substr(open + 2, close - open - 2);
        const auto found = catalog.find(language, sentence);
        if (!found) fail(name, fmt::format("[[{}]] has no text in {}", sentence, tag(language)));
        translated += text.substr(0, open);
        translated += *found;
        text.remove_prefix(close + 2);
    }
}

std::vector<Marker> scan_markers(std::string_view text) {
    std::vector<Marker> markers;
    for (std::size_t open = text.find("{{"); open != std::string_view::npos;
         open = text.find("{{", open + 2)) {
        const std::size_t close = text.find("}}", open);
        if (close == std::string_view::npos) throw std::runtime_error("a {{ is not closed");
        std::string_view inside = text.substr(open + 2, close - open - 2);
        if (inside.empty() || inside.front() == '!' || inside.front() == '%') continue;
        Marker marker{Marker::Kind::variable, {}, {}, open};
        if (inside.front() == '#') marker.kind = Marker::Kind::section_start;
        if (inside.front() == '/') marker.kind = Marker::Kind::section_end;
        if (marker.kind != Marker::Kind::variable) inside.remove_prefix(1);
        std::size_t colon = inside.find(':');
        marker.name = inside.substr(0, colon);
        while (colon != std::string_view::npos) {
            inside.remove_prefix(colon + 1);
            colon = inside.find(':');
            marker.modifiers.emplace_back(inside.substr(0, colon));
        }
        markers.push_back(std::move(marker));
    }
    return markers;
}

void check_variable_place(std::string_view text, const Marker& variable, std::string_view name) {
    const Place place = find_place(text, variable.position);
    const auto refuse_here = [&](std::string_view why) {
        fail(name, fmt::format("{{{{{}}}}} {}", variable.name, why));
    };
    if (!place.raw_element.empty())
        refuse_here("may not stand inside <script> or <style>; put it in a data- attribute");
    if (!place.in_tag) return;
    if (!place.quote) refuse_here("stands in a tag outside a quoted attribute value; put quotes around it");
    const std::string& attribute = place.attribute;
    if (attribute.starts_with("on") || attribute.starts_with("hx-on") ||
        std::ranges::count(closed_attributes, attribute))
        refuse_here(fmt::format("may not stand in {}=", attribute));
    if (!std::ranges::count(url_attributes, attribute)) return;
    // A whole URL (the attribute's first character) comes from our own code, and is checked by the
    // auto-escaper.
    const bool escaped = std::ranges::count(variable.modifiers, "u") > 0 || place.value_before.empty();
    if (!escaped) refuse_here(fmt::format("in {}= needs :u", attribute));
}

}  // namespace canyu::web
