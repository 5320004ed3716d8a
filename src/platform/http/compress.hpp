// Content codings: gzip and brotli out, gzip in (bounded, so that a bomb is refused, not unpacked).
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace canyu::http {

enum class Coding { identity, gzip, brotli };
std::string_view to_string(Coding coding);
// The best coding the Accept-Encoding header allows, honouring q=0.
Coding choose_coding(std::string_view accept_encoding);
std::string compress(Coding coding, std::string_view bytes);
// Nothing when the bytes are broken or would unpack to more than `limit` bytes.
std::optional<std::string> gunzip(std::string_view bytes, std::size_t limit);

}  // namespace canyu::http
