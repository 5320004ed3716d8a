// Reads a request target (RFC 9112, section 3.2) into what handlers may trust.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "platform/http/message.hpp"

namespace canyu::http {

struct Target {
    std::string
        path;  // decoded, valid UTF-8, starts with '/'; no control characters, no "." or ".." segments
    std::string query;      // raw, without '?'
    std::string authority;  // of the absolute form, else ""
};

// Nothing for what is none or would break a promise above. "%2F" counts as a slash, so that nobody can hide a
// segment behind it; OPTIONS "*" is "/".
std::optional<Target> read_target(Method method, std::string_view target);

// The value of a Host header: a name or address with an optional port.
bool is_host(std::string_view text);

}  // namespace canyu::http
