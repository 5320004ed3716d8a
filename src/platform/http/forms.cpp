// Form fields by name, urlencoded forms, and the choice of a parser by content type.
#include "platform/http/forms.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "platform/http/field_text.hpp"

namespace canyu::http {
namespace {

constexpr std::size_t field_limit = 1'000;

// "multipart/form-data; boundary=x" without parameters and white space.
std::string_view media_type(std::string_view content_type) {
    return trim_blanks(content_type.substr(0, content_type.find(';')));
}

// Decodes one side of a pair; nothing for broken escapes or UTF-8.
std::optional<std::string> decode_text(std::string_view text) {
    auto decoded = url_decode(text, true);
    if (decoded && !valid_utf8(*decoded)) return std::nullopt;
    return decoded;
}

}  // namespace

std::optional<std::string_view> Form::get(std::string_view name) const {
    const auto found = std::ranges::find_if(
        fields, [&](const FormField& field) { return !field.is_file && field.name == name; });
    return found == fields.end() ? std::nullopt : std::optional<std::string_view>(found->value);
}

std::vector<std::string_view> Form::get_all(std::string_view name) const {
    std::vector<std::string_view> values;
    for (const FormField& field : fields) {
        if (!field.is_file && field.name == name) values.push_back(field.value);
    }
    return values;
}

const FormField* Form::file(std::string_view name) const {
    const auto found = std::ranges::find_if(
        fields, [&](const FormField& field) { return field.is_file && field.name == name; });
    return found == fields.end() ? nullptr : &*found;
}

Result<Form> parse_urlencoded(std::string_view text) {
    Form form;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('&'), text.size());
        const std::string_view pair = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        if (pair.empty()) continue;
        if (form.fields.size() == field_limit) return refuse(400, "problem.form_too_many_fields");
        const std::size_t equals = std::min(pair.find('='), pair.size());
        auto name = decode_text(pair.substr(0, equals));
        auto value = decode_text(pair.substr(std::min(equals + 1, pair.size())));
        if (!name || !value) return refuse(400, "problem.form_broken");
        form.fields.push_back({std::move(*name), std::move(*value), {}, {}});
    }
    return form;
}

Result<Form> parse_form(const Request& request) {
    if (request.body.empty()) return Form{};
    const std::string_view content_type = request.headers.get("Content-Type");
    const std::string_view type = media_type(content_type);
    if (equal_ignoring_case(type, "application/x-www-form-urlencoded")) return parse_urlencoded(request.body);
    if (equal_ignoring_case(type, "multipart/form-data")) return parse_multipart(request.body, content_type);
    return refuse(415, "problem.form_media_type");
}

}  // namespace canyu::http
