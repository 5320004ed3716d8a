// Writes a reply's head: status line and fields, as they go over the wire.
#pragma once

#include <string>
#include <string_view>

#include "base/clock.hpp"
#include "platform/http/server/finish.hpp"

namespace canyu::http {

struct HeadContext {
    std::string_view date;  // an IMF-fixdate
    std::string_view request_id;
    std::string_view connection;  // "close", "keep-alive" or "" for none
};

// Appends up to and with the empty line. Fields the server owns (Content-Length, Connection, Date, …) are its
// own whatever the handler set; a field whose name is no token or whose value holds a line end is left out
// and logged, so that nobody can split a response.
void append_head(std::string& out, const Reply& reply, const HeadContext& context);

// "Sun, 06 Nov 1994 08:49:37 GMT"
std::string http_date(Time time);

// http_date(now), made anew once a second. One thread.
class DateCache {
  public:
    std::string_view at(Time now);

  private:
    std::chrono::sys_seconds second_{std::chrono::seconds::min()};
    std::string text_;
};

}  // namespace canyu::http
