#include "platform/http/server/serialize.hpp"

#include <doctest/doctest.h>

using namespace canyu;
using namespace canyu::http;

TEST_CASE("http serialize: a head as it goes over the wire") {
    Reply reply;
    reply.status = 404;
    reply.length = 12;
    reply.headers.add("Set-Cookie", "a=1");
    reply.headers.add("Set-Cookie", "b=2");
    reply.headers.add("content-length", "99");
    reply.headers.add("Connection", "upgrade");
    reply.headers.add("Date", "yesterday");
    std::string out = "before ";
    append_head(out, reply, {"today", "id-1", "close"});
    CHECK(out ==
          "before HTTP/1.1 404 Not Found\r\nDate: today\r\nX-Request-Id: id-1\r\nConnection: close\r\n"
          "Set-Cookie: a=1\r\nSet-Cookie: b=2\r\nContent-Length: 12\r\n\r\n");
}

TEST_CASE("http serialize: nobody splits a response") {
    Reply reply;
    reply.headers.add("Location", "/a\r\nSet-Cookie: evil=1");
    reply.headers.add("X-Line", "a\nb");
    reply.headers.add("X-Nul", std::string_view("a\0b", 3));
    reply.headers.add("X-Bad\r\nName", "1");
    reply.headers.add("", "1");
    reply.headers.add("X-Good", "标题");
    std::string out;
    append_head(out, reply, {"today", "id-1", ""});
    CHECK(
        out ==
        "HTTP/1.1 200 OK\r\nDate: today\r\nX-Request-Id: id-1\r\nX-Good: 标题\r\nContent-Length: 0\r\n\r\n");
}

TEST_CASE("http serialize: dates are as RFC 9110 writes them") {
    CHECK(http_date(time_from_milliseconds(784111777000)) == "Sun, 06 Nov 1994 08:49:37 GMT");
    CHECK(http_date(time_from_milliseconds(1709164800999)) == "Thu, 29 Feb 2024 00:00:00 GMT");
    DateCache dates;
    CHECK(dates.at(time_from_milliseconds(784111777999)) == "Sun, 06 Nov 1994 08:49:37 GMT");
    CHECK(dates.at(time_from_milliseconds(784111778000)) == "Sun, 06 Nov 1994 08:49:38 GMT");
    CHECK(dates.at(time_from_milliseconds(784111777000)) == "Sun, 06 Nov 1994 08:49:37 GMT");
}
