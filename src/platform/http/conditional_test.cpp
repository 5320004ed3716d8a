#include "platform/http/conditional.hpp"

#include <doctest/doctest.h>

using namespace canyu::http;

TEST_CASE("http etag: equal bytes, equal tag") {
    CHECK(strong_etag("a") == strong_etag("a"));
    CHECK(strong_etag("a") != strong_etag("b"));
    CHECK(strong_etag("").size() == 34);
    CHECK(strong_etag("").front() == '"');
}

TEST_CASE("http etag: If-None-Match is a list, a star, weak or strong") {
    CHECK(etag_matches("\"a\"", "\"a\""));
    CHECK(etag_matches("W/\"a\"", "\"a\""));
    CHECK(etag_matches("\"a\"", "W/\"a\""));
    CHECK(etag_matches("\"x\", W/\"a\" ,\"y\"", "\"a\""));
    CHECK(etag_matches("\"x,y\",\"a,b\"", "\"a,b\""));
    CHECK(etag_matches(" * ", "\"a\""));
    CHECK(!etag_matches("", "\"a\""));
    CHECK(!etag_matches("*", ""));
    CHECK(!etag_matches("a", "\"a\""));
    CHECK(!etag_matches("\"a", "\"a\""));
    CHECK(!etag_matches("\"x,y\"", "\",\""));
    CHECK(!etag_matches("\"ab\"", "\"a\""));
}
