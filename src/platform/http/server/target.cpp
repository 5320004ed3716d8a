// Decoding and checking of request targets; refuses instead of repairing.
#include "platform/http/server/target.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "platform/http/field_text.hpp"
#include "platform/http/forms.hpp"

namespace canyu::http {
namespace {

bool has_control_characters(std::string_view text) {
    return std::ranges::any_of(text, [](char c) { return (c >= 0 && c < ' ') || c == 0x7f; });
}

bool has_dot_segment(std::string_view path) {
    while (!path.empty()) {
        const std::string_view segment = take_item(path, '/');
        if (segment == "." || segment == "..") return true;
    }
    return false;
}

// Takes "http://authority" off the front of an absolute form; false when it is neither this nor "/…".
bool take_authority(std::string_view& target, std::string& authority) {
    if (target.starts_with('/')) return true;
    const std::size_t colon = target.find("://");
    if (colon == std::string_view::npos) return false;
    const std::string_view scheme = target.substr(0, colon);
    if (!equal_ignoring_case(scheme, "http") && !equal_ignoring_case(scheme, "https")) return false;
    target.remove_prefix(colon + 3);
    const std::size_t end = std::min(target.find_first_of("/?"), target.size());
    authority = target.substr(0, end);
    target.remove_prefix(end);
    return is_host(authority);
}

}  // namespace

std::optional<Target> read_target(Method method, std::string_view target) {
    Target result;
    if (method == Method::options && target == "*") target = "/";
    if (!take_authority(target, result.authority)) return std::nullopt;
    target = target.substr(0, target.find('#'));
    const std::size_t question = std::min(target.find('?'), target.size());
    result.query = target.substr(std::min(question + 1, target.size()));
    auto path = url_decode(target.substr(0, question), false);
    if (!path || !valid_utf8(*path) || has_control_characters(*path) || has_dot_segment(*path))
        return std::nullopt;
    result.path = path->empty() ? "/" : std::move(*path);
    return result;
}

bool is_host(std::string_view text) {
    return !text.empty() && std::ranges::all_of(text, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               std::string_view(".-_:[]").find(c) != std::string_view::npos;
    });
}

}  // namespace canyu::http
