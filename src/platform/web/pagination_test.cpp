#include <doctest/doctest.h>

#include "platform/web/pagination.hpp"

using namespace canyu;
using namespace canyu::web;

namespace {

std::string sketch(std::int64_t page, std::int64_t items) {
    const auto made = paginate({}, page, items, 20);
    if (!made) return "none";
    std::string drawn;
    for (const PageLink& link : made->pages)
        drawn += link.kind == PageLinkKind::gap       ? std::string("… ")
                 : link.kind == PageLinkKind::current ? "[" + std::to_string(link.number) + "] "
                                                      : std::to_string(link.number) + " ";
    return drawn;
}

}  // namespace

TEST_CASE("a list's footer offers the ends and the neighbours") {
    CHECK(sketch(1, 0) == "none");
    CHECK(sketch(1, 20) == "none");
    CHECK(sketch(1, 21) == "[1] 2 ");
    CHECK(sketch(6, 220) == "1 … 4 5 [6] 7 8 … 11 ");
    CHECK(sketch(99, 60) == "1 2 [3] ");
}

TEST_CASE("the rest of the address is kept") {
    http::Form query;
    query.fields = {{"q", "a b", {}, {}, false}, {"page", "3", {}, {}, false}};
    const auto made = paginate(query, 3, 100, 20);
    REQUIRE(made);
    REQUIRE(made->kept.size() == 1);
    CHECK(made->kept[0].value == "a b");
}
