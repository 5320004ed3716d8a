#include "platform/http/server/finish.hpp"

#include <doctest/doctest.h>

using namespace canyu::http;

namespace {

Response page(std::vector<std::pair<std::string, std::string>> headers, std::size_t size = 2'000) {
    Response response{200, {}, std::string(size, 'a')};
    response.headers.add("Content-Type", "Text/HTML; charset=utf-8");
    for (const auto& [name, value] : headers) response.headers.set(name, value);
    return response;
}

std::string coding(Response response, Offer offer = {Method::get, Coding::gzip, {}}) {
    return std::string(finish(std::move(response), offer, 1'000).headers.get("Content-Encoding"));
}

}  // namespace

TEST_CASE("http finish: texts of some size are compressed") {
    for (const char* type :
         {"text/plain", "text/css", "application/json", "application/problem+json", "application/atom+xml",
          "image/svg+xml; charset=utf-8", "application/javascript"}) {
        CAPTURE(type);
        CHECK(coding(page({{"Content-Type", type}})) == "gzip");
    }
    for (const char* type : {"", "image/png", "application/octet-stream", "font/woff2", "text/"}) {
        CAPTURE(type);
        CHECK(coding(page({{"Content-Type", type}})).empty());
    }
    CHECK(coding(page({}, 1'000)) == "gzip");
    CHECK(coding(page({}, 999)).empty());
    CHECK(coding(page({{"Cache-Control", "public, no-transform"}})).empty());
    CHECK(coding(page({}), {Method::get, Coding::identity, {}}).empty());
    CHECK(coding(page({{"Content-Encoding", "br"}})) == "br");
}

TEST_CASE("http finish: Vary is said once") {
    const auto vary = [](Response response) {
        return std::string(finish(std::move(response), {}, 1'000).headers.get("Vary"));
    };
    CHECK(vary(page({})) == "Accept-Encoding");
    CHECK(vary(page({{"Vary", "Cookie"}})) == "Cookie, Accept-Encoding");
    CHECK(vary(page({{"Vary", "accept-encoding"}})) == "accept-encoding");
    CHECK(vary(page({{"Vary", "*"}})) == "*");
    CHECK(vary(page({}, 10)).empty());
    CHECK(vary(page({{"Content-Type", "image/png"}, {"Content-Encoding", "gzip"}})) == "Accept-Encoding");
}

TEST_CASE("http finish: weak tags stay as they are when a text is compressed") {
    const Offer offer{Method::get, Coding::brotli, "W/\"1\""};
    CHECK(finish(page({{"ETag", "W/\"1\""}}), offer, 1'000).status == 304);
    CHECK(finish(page({{"ETag", "\"1\""}}), offer, 1'000).status == 200);
    CHECK(finish(page({{"ETag", "\"1\""}}), offer, 1'000).headers.get("ETag") == "\"1-br\"");
}

TEST_CASE("http finish: some answers have no body, HEAD only its length") {
    Response response = page({});
    response.status = 204;
    const Reply none = finish(response, {}, 1'000);
    CHECK(none.body.empty());
    CHECK(none.headers.get("Content-Type").empty());
    const Reply head = finish(page({}), {Method::head, Coding::identity, {}}, 1'000);
    CHECK(head.body.empty());
    CHECK(head.length == 2'000);
    CHECK(finish(page({{"ETag", "\"1\""}}), {Method::post, Coding::identity, "*"}, 1'000).status == 200);
    response.status = 404;
    response.headers.add("ETag", "\"1\"");
    CHECK(finish(response, {Method::get, Coding::identity, "*"}, 1'000).status == 404);
}
