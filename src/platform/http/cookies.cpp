// Cookies in and out, by RFC 6265.
#include <algorithm>

#include "base/check.hpp"
#include "platform/http/field_text.hpp"
#include "platform/http/forms.hpp"

namespace canyu::http {
namespace {

bool is_cookie_value(std::string_view text) {
    return std::ranges::all_of(
        text, [](char c) { return c > ' ' && c < 0x7f && c != '"' && c != ',' && c != ';' && c != '\\'; });
}

}  // namespace

std::optional<std::string_view> find_cookie(std::string_view header, std::string_view name) {
    while (!header.empty()) {
        const std::string_view pair = take_item(header, ';');
        const std::size_t equals = pair.find('=');
        if (equals == std::string_view::npos || trim_blanks(pair.substr(0, equals)) != name) continue;
        std::string_view value = trim_blanks(pair.substr(equals + 1));
        if (value.size() >= 2 && value.starts_with('"') && value.ends_with('"')) {
            value = value.substr(1, value.size() - 2);
        }
        return value;
    }
    return std::nullopt;
}

std::string to_header(const Cookie& cookie) {
    CANYU_CHECK(is_token(cookie.name) && is_cookie_value(cookie.value));
    std::string header = cookie.name + '=' + cookie.value + "; Path=/; SameSite=Lax";
    if (cookie.max_age_seconds) header += "; Max-Age=" + std::to_string(*cookie.max_age_seconds);
    if (cookie.http_only) header += "; HttpOnly";
    if (cookie.secure) header += "; Secure";
    return header;
}

}  // namespace canyu::http
