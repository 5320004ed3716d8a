// The small grammar that header fields share (RFC 9110, section 5.6); for the sources of this folder.
#pragma once

#include <string_view>

namespace canyu::http {

// Without spaces and tabs at both ends; a view into `text` even when it is empty.
std::string_view trim_blanks(std::string_view text);
// A name as header fields, methods and cookies have it.
bool is_token(std::string_view text);
// Takes the next item of a list off the front: "a, b" gives "a" and leaves " b"; the item is trimmed.
std::string_view take_item(std::string_view& list, char separator);

}  // namespace canyu::http
