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

// Walks through markup once, and knows where it stands: inside a tag's attribute value, inside <script> or
// <style>, or in the text.
class MarkupWalk {
  public:
    explicit MarkupWalk(std::string_view text) : text_(text) {}

    // Positions only rise.
    void go_to(std::size_t position) {
        for (; position_ < position; ++position_) step(text_[position_]);
    }
    bool in_tag() const { return in_tag_; }
    bool in_quotes() const { return quote_ != 0; }
    // Lower case; "" outside an attribute value.
    const std::string& attribute() const { return attribute_; }
    // Of the attribute, up to the position.
    std::string_view value_before() const { return text_.substr(value_start_, position_ - value_start_); }
    // "script" or "style"; "" outside them.
    const std::string& raw_element() const { return raw_element_; }

  private:
    void step(char c) {
        if (!in_tag_) {
            const char next = position_ + 1 < text_.size() ? text_[position_ + 1] : '\0';
            in_tag_ = c == '<' && (std::isalpha(static_cast<unsigned char>(next)) || next == '/');
            if (in_tag_) tag_start_ = position_ + 1;
        } else if (quote_) {
            if (c == quote_) quote_ = 0, attribute_.clear();
        } else if ((c == '"' || c == '\'') && text_[position_ - 1] == '=') {
            std::size_t start = position_ - 1;
            while (start > 0 && !std::isspace(static_cast<unsigned char>(text_[start - 1]))) --start;
            attribute_ = fold(text_.substr(start, position_ - 1 - start));
            quote_ = c;
            value_start_ = position_ + 1;
        } else if (c == '>') {
            end_tag();
        }
    }
    void end_tag() {
        in_tag_ = false;
        const std::string_view tag = text_.substr(tag_start_, position_ - tag_start_);
        const std::string element = fold(tag.substr(0, tag.find_first_of(" \n")));
        if (element.starts_with("script") || element.starts_with("style")) raw_element_ = element;
        if (element.starts_with("/script") || element.starts_with("/style")) raw_element_.clear();
    }

    std::string_view text_;
    std::size_t position_ = 0;
    bool in_tag_ = false;
    char quote_ = 0;
    std::size_t tag_start_ = 0;
    std::size_t value_start_ = 0;
    std::string attribute_;
    std::string raw_element_;
};

void check_variable_place(const MarkupWalk& walk, const Marker& variable, std::string_view name) {
    const auto refuse_here = [&](std::string_view why) {
        fail(name, fmt::format("{{{{{}}}}} {}", variable.name, why));
    };
    if (!walk.raw_element().empty())
        refuse_here("may not stand inside <script> or <style>; put it in a data- attribute");
    if (!walk.in_tag()) return;
    if (!walk.in_quotes())
        refuse_here("stands in a tag outside a quoted attribute value; put quotes around it");
    const std::string& attribute = walk.attribute();
    if (attribute.starts_with("on") || attribute.starts_with("hx-on") ||
        std::ranges::count(closed_attributes, attribute))
        refuse_here(fmt::format("may not stand in {}=", attribute));
    if (!std::ranges::count(url_attributes, attribute)) return;
    // A whole URL (the attribute's first character) comes from our own code, and is checked by the
    // auto-escaper.
    const bool escaped = std::ranges::count(variable.modifiers, "u") > 0 || walk.value_before().empty();
    if (!escaped) refuse_here(fmt::format("in {}= needs :u", attribute));
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

void check_variable_places(std::string_view text, const std::vector<Marker>& markers, std::string_view name) {
    MarkupWalk walk(text);
    for (const Marker& marker : markers) {
        if (marker.kind != Marker::Kind::variable) continue;
        walk.go_to(marker.position);
        check_variable_place(walk, marker, name);
    }
}

}  // namespace canyu::web
