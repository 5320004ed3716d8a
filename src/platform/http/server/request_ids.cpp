// A random prefix and a counter.
#include "platform/http/server/request_ids.hpp"

#include <sodium.h>

#include <algorithm>
#include <charconv>

#include "base/text.hpp"

namespace canyu::http {

RequestIds::RequestIds() {
    char bytes[6];
    randombytes_buf(bytes, sizeof bytes);
    process_ = to_hex({bytes, sizeof bytes}) + '-';
}

std::string RequestIds::next() {
    char digits[16];
    const auto [end, error] = std::to_chars(digits, digits + sizeof digits, ++count_, 16);
    std::string id;
    id.reserve(process_.size() + sizeof digits);
    return id.append(process_).append(digits, end);
}

bool is_request_id(std::string_view text) {
    return !text.empty() && text.size() <= 64 && std::ranges::all_of(text, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
               c == '_' || c == '.';
    });
}

}  // namespace canyu::http
