// What comes in besides the body's bytes: query strings, forms, uploads and cookies, parsed with limits.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "platform/http/message.hpp"

namespace canyu::http {

struct FormField {
    std::string name;
    std::string value;      // a field's text (valid UTF-8) or a file's bytes
    std::string file_name;  // without folders; "" unless it is an upload
    std::string content_type;
    bool is_file = false;
};

class Form {
  public:
    std::vector<FormField> fields;

    // The first text of that name, or nothing; files are asked for by file().
    std::optional<std::string_view> get(std::string_view name) const;
    std::vector<std::string_view> get_all(std::string_view name) const;
    // The first upload of that name, or null; one left empty by its sender is not there.
    const FormField* file(std::string_view name) const;
};

// application/x-www-form-urlencoded, also a query string. Broken escapes or UTF-8 and more than 1,000 fields
// are problems.
Result<Form> parse_urlencoded(std::string_view text);
// multipart/form-data. At most 100 parts; part headers at most 8 KB each; texts and names are UTF-8; a body
// that is cut off is a problem.
Result<Form> parse_multipart(std::string_view body, std::string_view content_type);
// By the request's content type; an empty form for an empty body; 415 for any other type (JSON is parsed by
// platform/web).
Result<Form> parse_form(const Request& request);

// Nothing for broken escapes; the result may be any bytes.
std::optional<std::string> url_decode(std::string_view text, bool plus_is_space);
// Everything but letters, digits and "-._~" becomes %XX.
std::string url_encode(std::string_view text);

// The first cookie of that name in a Cookie header, or nothing; a view into the header.
std::optional<std::string_view> find_cookie(std::string_view header, std::string_view name);

struct Cookie {
    std::string name;
    std::string value;  // visible ASCII without quotes, commas, semicolons and backslashes
    std::optional<std::int64_t> max_age_seconds;  // nothing: until the browser closes; 0: delete
    bool http_only = true;
    bool secure = false;
};
// A Set-Cookie value with Path=/ and SameSite=Lax.
std::string to_header(const Cookie& cookie);

}  // namespace canyu::http
