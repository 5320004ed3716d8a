// A template file before it is compiled: front matter, included parts, translated sentences, and the names it
// uses.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/web/language.hpp"

namespace canyu::web {

// Front matter stands before a line "---": "title: [[Demands]]", "tab: demands", "layout: web/studio.html"
// (or "none").
struct TemplateSource {
    std::string title;
    std::string tab;
    std::string layout = "web/layout.html";
    std::string body;
};

// Throws std::runtime_error on an unknown front matter key, and on a file that carries an AUTOESCAPE pragma
// of its own.
TemplateSource parse_template(std::string_view text, std::string_view name);

// Replaces every {{>slice/part.html}} by that file's body; at most 8 deep.
std::string include_parts(std::string text,
                          const std::function<std::string_view(std::string_view name)>& body_of);

// Replaces every [[sentence]] by its text in the language. Throws naming the sentence when the catalogue
// lacks it.
std::string translate(std::string_view text, const Catalog& catalog, Language language,
                      std::string_view name);

// One {{…}} of a template, in order.
struct Marker {
    enum class Kind { variable, section_start, section_end } kind;
    std::string name;
    std::vector<std::string> modifiers;
    std::size_t position;  // of "{{" in the text
};
std::vector<Marker> scan_markers(std::string_view text);

// What no variable may stand in: <script>, <style>, on…=, hx-on…=, srcset=, formaction=, style= or an
// unquoted attribute; and in a URL attribute it needs :u. Throws std::runtime_error saying what to change.
void check_variable_places(std::string_view text, const std::vector<Marker>& markers, std::string_view name);

}  // namespace canyu::web
