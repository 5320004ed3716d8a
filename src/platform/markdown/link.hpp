// Where a link may lead, and text and addresses as HTML carries them.
#pragma once

#include <string>
#include <string_view>

namespace canyu::markdown {

// http, https and mailto, and addresses without a scheme; never javascript:, data: and the like.
bool may_link(std::string_view url);
// Leads to this site for certain: a path, a query or a fragment, and nothing a browser would read as a host.
bool stays_here(std::string_view url);

void append_escaped(std::string& html, std::string_view text);
// For an href or src in double quotes; what may not stand in an address is percent-encoded.
void append_address(std::string& html, std::string_view url);

}  // namespace canyu::markdown
