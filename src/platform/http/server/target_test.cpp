#include "platform/http/server/target.hpp"

#include <doctest/doctest.h>

using namespace canyu::http;

TEST_CASE("http target: paths are decoded, queries are not") {
    const Target target = read_target(Method::get, "/p/%E6%89%8B%E6%9C%BA%20a+b?page=%32&x=/../").value();
    CHECK(target.path == "/p/手机 a+b");
    CHECK(target.query == "page=%32&x=/../");
    CHECK(target.authority.empty());
    CHECK(read_target(Method::get, "/手机")->path == "/手机");
    CHECK(read_target(Method::get, "/?")->query.empty());
    CHECK(read_target(Method::get, "//a//")->path == "//a//");
    CHECK(read_target(Method::get, "/a%2Fb")->path == "/a/b");
    CHECK(read_target(Method::get, "/a#b?c")->path == "/a");
    CHECK(read_target(Method::get, "/...")->path == "/...");
}

TEST_CASE("http target: the absolute form brings its host") {
    const Target target = read_target(Method::get, "HTTP://example.org:80/a?b=http://c/").value();
    CHECK(target.path == "/a");
    CHECK(target.authority == "example.org:80");
    CHECK(read_target(Method::get, "https://[::1]")->path == "/");
    CHECK(read_target(Method::get, "http://h?x")->query == "x");
    CHECK(read_target(Method::options, "*")->path == "/");
}

TEST_CASE("http target: what could fool a handler is refused") {
    for (const char* bad : {"",
                            "*",
                            "a",
                            "example.org:443",
                            "ftp://h/",
                            "http://",
                            "http:///a",
                            "http://u@h/",
                            "/%",
                            "/%4",
                            "/%zz",
                            "/%00",
                            "/a%0d%0ab",
                            "/%7f",
                            "/%ff",
                            "/%c0%ae",
                            "/\xff",
                            "/..",
                            "/../a",
                            "/a/..",
                            "/a/./b",
                            "/.",
                            "/%2e%2e/",
                            "/%2e%2E",
                            "/a/%2e%2e%2fb",
                            "/..?a",
                            "://h/"}) {
        CAPTURE(bad);
        CHECK(!read_target(Method::get, bad));
    }
}

TEST_CASE("http target: hosts are names, addresses and ports") {
    for (const char* good : {"a", "example.org", "127.0.0.1:8080", "[::1]:80", "my_host-1"})
        CHECK(is_host(good));
    for (const char* bad : {"", "a b", "a/b", "a@b", "a,b", "a\"", "<a>"}) CHECK(!is_host(bad));
}
