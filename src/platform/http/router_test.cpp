#include "platform/http/router.hpp"

#include <doctest/doctest.h>

using namespace canyu;
using namespace canyu::http;

namespace {

Router example() {
    Router router;
    router.add(Method::get, "/", 0);
    router.add(Method::get, "/demands", 1);
    router.add(Method::get, "/demands/{number}", 2);
    router.add(Method::post, "/demands/{demand}/support", 3);
    router.add(Method::del, "/demands/{demand}/support", 4);
    router.add(Method::get, "/demands/new", 5);
    router.add(Method::get, "/assets/{path...}", 6);
    router.add(Method::get, "/{product}/plan", 7);
    router.add(Method::post, "/demands/{number}", 8);
    router.add(Method::get, "/demands/new/help", 9);
    router.add(Method::get, "/assets/app.css", 10);
    router.add(Method::get, "/demands/", 11);
    return router;
}

std::optional<std::size_t> route(Method method, std::string_view path) {
    static const Router router = example();
    const auto match = router.find(method, path);
    return match ? std::optional(match->route) : std::nullopt;
}

Parameters parameters(Method method, std::string_view path) {
    const Router router = example();
    return router.find(method, path).value().parameters;
}

}  // namespace

TEST_CASE("http router: literal segments go before parameters, those before the rest") {
    CHECK(route(Method::get, "/") == 0);
    CHECK(route(Method::get, "/demands") == 1);
    CHECK(route(Method::get, "/demands/7") == 2);
    CHECK(route(Method::get, "/demands/new") == 5);
    CHECK(route(Method::get, "/demands/newer") == 2);
    CHECK(route(Method::get, "/assets/app.css") == 10);
    CHECK(route(Method::get, "/assets/app.js") == 6);
    CHECK(route(Method::get, "/demands/") == 11);
}

TEST_CASE("http router: a literal that leads nowhere gives way to a parameter") {
    CHECK(route(Method::get, "/demands/plan") == 2);
    CHECK(route(Method::get, "/assets/plan") == 6);
    CHECK(route(Method::post, "/demands/new") == 8);
    CHECK(route(Method::post, "/demands/new/support") == 3);
    CHECK(parameters(Method::post, "/demands/new/support") == Parameters{{"demand", "new"}});
}

TEST_CASE("http router: parameters carry the names of their own route") {
    CHECK(parameters(Method::get, "/demands/7") == Parameters{{"number", "7"}});
    CHECK(parameters(Method::del, "/demands/7/support") == Parameters{{"demand", "7"}});
    CHECK(parameters(Method::get, "/手机/plan") == Parameters{{"product", "手机"}});
    CHECK(parameters(Method::get, "/assets/icons/a.svg") == Parameters{{"path", "icons/a.svg"}});
}

TEST_CASE("http router: nothing matches an empty parameter, a longer path or another method") {
    for (const char* path : {"", "demands", "//plan", "/demands/7/", "/demands//support", "/assets/",
                             "/assets", "/demands/7/support/x", "/DEMANDS"}) {
        CAPTURE(path);
        CHECK(!route(Method::get, path));
    }
    CHECK(!route(Method::put, "/demands/7"));
    CHECK(!route(Method::other, "/demands/7"));
}

TEST_CASE("http router: HEAD falls back to GET") {
    CHECK(route(Method::head, "/demands/7") == 2);
    CHECK(!route(Method::head, "/demands/7/support"));
    Router router;
    router.add(Method::get, "/a", 1);
    router.add(Method::head, "/a", 2);
    CHECK(router.find(Method::head, "/a")->route == 2);
}

TEST_CASE("http router: the methods of a path are known for 405") {
    const Router router = example();
    CHECK(router.methods("/demands/7") == std::vector{Method::get, Method::head, Method::post});
    CHECK(router.methods("/demands/new") == std::vector{Method::get, Method::head, Method::post});
    CHECK(router.methods("/demands/7/support") == std::vector{Method::post, Method::del});
    CHECK(router.methods("/nowhere/at/all").empty());
    CHECK(router.methods("").empty());
}

TEST_CASE("http router: a path of a million slashes costs no stack") {
    CHECK(!route(Method::get, std::string(1'000'000, '/')));
    const std::string deep = "/assets/" + std::string(1'000'000, '/') + "x";
    CHECK(route(Method::get, deep) == 6);
}
