// multipart/form-data as RFC 7578 and the HTML standard have it: read in one pass over the body, with limits.
#include <algorithm>

#include "base/text.hpp"
#include "platform/http/field_text.hpp"
#include "platform/http/forms.hpp"

namespace canyu::http {
namespace {

constexpr std::size_t part_limit = 100;
constexpr std::size_t part_header_limit = 8 * 1024;
constexpr std::size_t boundary_limit = 70;  // RFC 2046

std::unexpected<Problem> broken() {
    return refuse(400, "problem.form_broken");
}

// Takes `token` or `"quoted"` off the front. Browsers send a quote in a name as %22 and a backslash as
// itself, others escape both; so a backslash is an escape only before one of the two. Nothing when the quote
// stays open.
std::optional<std::string> take_value(std::string_view& text) {
    std::string value;
    if (!text.starts_with('"')) {
        const std::size_t end = std::min(text.find(';'), text.size());
        value = trim_blanks(text.substr(0, end));
        text.remove_prefix(end);
        return value;
    }
    for (std::size_t i = 1; i < text.size(); ++i) {
        if (text[i] == '"') {
            text.remove_prefix(i + 1);
            return value;
        }
        const bool is_escape =
            text[i] == '\\' && i + 1 < text.size() && (text[i + 1] == '"' || text[i + 1] == '\\');
        value += text[is_escape ? ++i : i];
    }
    return std::nullopt;
}

// The parameters after a header value's first ';', names in the order given. Nothing when they are broken.
std::optional<std::vector<std::pair<std::string, std::string>>> parameters_of(std::string_view header) {
    std::vector<std::pair<std::string, std::string>> result;
    header.remove_prefix(std::min(header.find(';'), header.size()));
    while (!header.empty()) {
        if (!header.starts_with(';')) return std::nullopt;
        header = trim_blanks(header.substr(1));
        if (header.empty()) break;
        const std::size_t equals = header.find('=');
        if (equals == std::string_view::npos) return std::nullopt;
        const std::string_view name = trim_blanks(header.substr(0, equals));
        header = trim_blanks(header.substr(equals + 1));
        auto value = take_value(header);
        if (!value) return std::nullopt;
        result.emplace_back(name, std::move(*value));
        header = trim_blanks(header);
    }
    return result;
}

// What HTML forms escape in names and file names, and nothing else.
std::string undo_html_escapes(std::string_view text) {
    std::string result;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const std::string_view escape = text.substr(i, 3);
        const char c = escape == "%22" ? '"' : escape == "%0D" ? '\r' : escape == "%0A" ? '\n' : '\0';
        if (c != '\0') i += 2;
        result += c != '\0' ? c : text[i];
    }
    return result;
}

// Some clients send the whole path; only its last part says anything.
std::string base_name(std::string_view file_name) {
    return clean_line(file_name.substr(file_name.find_last_of("/\\") + 1));
}

std::optional<std::string> boundary_of(std::string_view content_type) {
    const auto parameters = parameters_of(content_type);
    if (!parameters) return std::nullopt;
    for (const auto& [name, value] : *parameters) {
        if (!equal_ignoring_case(name, "boundary")) continue;
        if (value.empty() || value.size() > boundary_limit ||
            value.find_first_of("\r\n") != std::string::npos)
            break;
        return value;
    }
    return std::nullopt;
}

bool read_disposition(std::string_view value, FormField& field) {
    if (!equal_ignoring_case(trim_blanks(value.substr(0, value.find(';'))), "form-data")) return false;
    const auto parameters = parameters_of(value);
    if (!parameters) return false;
    bool is_named = false;
    for (const auto& [name, text] : *parameters) {
        if (equal_ignoring_case(name, "name")) {
            field.name = undo_html_escapes(text);
            is_named = true;
        } else if (equal_ignoring_case(name, "filename")) {
            field.file_name = base_name(undo_html_escapes(text));
            field.is_file = true;
        }
    }
    return is_named && valid_utf8(field.name);
}

// `headers` is what stands before the part's empty line, without that line's end.
std::optional<FormField> read_headers(std::string_view headers) {
    FormField field;
    bool is_form_data = false;
    while (!headers.empty()) {
        const std::size_t end = std::min(headers.find("\r\n"), headers.size());
        const std::string_view line = headers.substr(0, end);
        headers.remove_prefix(std::min(end + 2, headers.size()));
        const std::size_t colon = line.find(':');
        if (colon == std::string_view::npos) return std::nullopt;
        const std::string_view name = line.substr(0, colon);
        const std::string_view value = trim_blanks(line.substr(colon + 1));
        if (equal_ignoring_case(name, "Content-Disposition")) {
            if (is_form_data || !read_disposition(value, field)) return std::nullopt;
            is_form_data = true;
        } else if (equal_ignoring_case(name, "Content-Type")) {
            field.content_type = value;
        }
    }
    if (!is_form_data) return std::nullopt;
    return field;
}

// A part from behind its delimiter line to before the next delimiter.
std::optional<FormField> read_part(std::string_view part) {
    std::string_view headers;
    if (!part.starts_with("\r\n")) {
        const std::size_t end = part.substr(0, part_header_limit).find("\r\n\r\n");
        if (end == std::string_view::npos) return std::nullopt;
        headers = part.substr(0, end);
        part.remove_prefix(end + 2);
    }
    auto field = read_headers(headers);
    if (!field) return std::nullopt;
    field->value = part.substr(2);
    if (!field->is_file && !valid_utf8(field->value)) return std::nullopt;
    return field;
}

}  // namespace

Result<Form> parse_multipart(std::string_view body, std::string_view content_type) {
    const auto boundary = boundary_of(content_type);
    if (!boundary) return broken();
    const std::string delimiter = "\r\n--" + *boundary;
    const std::string_view first = std::string_view(delimiter).substr(2);
    std::size_t start = body.starts_with(first) ? first.size() : body.find(delimiter);
    if (start == std::string_view::npos) return broken();
    if (!body.starts_with(first)) start += delimiter.size();
    Form form;
    for (std::string_view rest = body.substr(start);;) {
        if (rest.starts_with("--")) return form;
        const std::size_t line_end = rest.find("\r\n");
        if (line_end == std::string_view::npos || !trim_blanks(rest.substr(0, line_end)).empty())
            return broken();
        rest.remove_prefix(line_end + 2);
        const std::size_t end = rest.find(delimiter);
        if (end == std::string_view::npos) return broken();
        if (form.fields.size() == part_limit) return refuse(400, "problem.form_too_many_fields");
        auto field = read_part(rest.substr(0, end));
        if (!field) return broken();
        // A file input that was left empty is sent as a nameless file of no bytes.
        if (!field->is_file || !field->file_name.empty() || !field->value.empty()) {
            form.fields.push_back(std::move(*field));
        }
        rest.remove_prefix(end + delimiter.size());
    }
}

}  // namespace canyu::http
