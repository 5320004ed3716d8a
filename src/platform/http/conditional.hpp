// Entity tags (RFC 9110, sections 8.8.3 and 13.1.2): a handler sets ETag, the server answers 304 by it.
#pragma once

#include <string>
#include <string_view>

namespace canyu::http {

// A strong tag of these bytes, quotes included: equal bytes, equal tag.
std::string strong_etag(std::string_view bytes);
// Whether an If-None-Match header names this tag (weak comparison, as the RFC asks) or is "*".
bool etag_matches(std::string_view if_none_match, std::string_view etag);

}  // namespace canyu::http
