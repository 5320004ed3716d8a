#include "platform/markdown/link.hpp"

#include <algorithm>
#include <array>

#include "platform/http/message.hpp"

namespace canyu::markdown {
namespace {

bool is_alphanumeric(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

}  // namespace

bool may_link(std::string_view url) {
    const std::size_t end = url.find_first_of(":/?#");
    if (end == std::string_view::npos || url[end] != ':') return true;
    // Compared whole, so that a blank or a control character, which browsers skip, hides no scheme.
    constexpr std::array<std::string_view, 3> schemes = {"http", "https", "mailto"};
    return std::ranges::any_of(schemes, [&](std::string_view scheme) {
        return http::equal_ignoring_case(url.substr(0, end), scheme);
    });
}

bool stays_here(std::string_view url) {
    if (url.empty() || std::ranges::any_of(url, [](char c) { return c == '\\' || (c >= 0 && c <= ' '); }))
        return false;
    return url[0] == '#' || url[0] == '?' || (url[0] == '/' && !url.starts_with("//"));
}

void append_escaped(std::string& html, std::string_view text) {
    for (const char c : text) {
        switch (c) {
            case '&':
                html += "&amp;";
                break;
            case '<':
                html += "&lt;";
                break;
            case '>':
                html += "&gt;";
                break;
            case '"':
                html += "&quot;";
                break;
            default:
                html += c;
        }
    }
}

void append_address(std::string& html, std::string_view url) {
    constexpr std::string_view hexadecimal = "0123456789ABCDEF";
    for (const char c : url) {
        if (c == '&') {
            html += "&amp;";
        } else if (is_alphanumeric(c) || std::string_view("-._~:/?#@!$()*+,;=%").contains(c)) {
            html += c;
        } else {
            const auto byte = static_cast<unsigned char>(c);
            html += '%';
            html += hexadecimal[byte >> 4];
            html += hexadecimal[byte & 15];
        }
    }
}

}  // namespace canyu::markdown
