// What an index knows of a report follows its newest revision, in whatever order the news come.
#include "features/demand/indices.hpp"

#include <doctest/doctest.h>

#include <sstream>

using namespace canyu;
using namespace canyu::demand;

namespace {

constexpr Id product{1};
constexpr Id report_id{10};
constexpr Id camera{100};
constexpr Id bell{101};

report::Report at(std::int64_t revision, Id demand,
                  const std::string& title = "the lock screen camera is slow") {
    report::Report report;
    report.id = report_id;
    report.product_id = product;
    report.title = title;
    report.revision = revision;
    report.demand_id = demand;
    return report;
}

// The demand that answers these words; Id{} for none.
Id found(const Indices& indices, const std::string& words) {
    const auto matches = indices.find(product, {.title = words});
    return matches.empty() ? Id{} : matches.front().demand;
}

}  // namespace

TEST_CASE("demand: older news of where a report belongs change nothing") {
    Indices indices;
    indices.move(product, {{report_id, 3}}, bell);  // before its words
    indices.move(product, {{report_id, 2}}, camera);
    CHECK(found(indices, "camera slow") == Id{});
    indices.put(at(1, camera));
    CHECK(found(indices, "camera slow") == bell);
    indices.put(at(2, camera));
    indices.move(product, {{report_id, 3}}, camera);
    CHECK(found(indices, "camera slow") == bell);
    indices.move(product, {{report_id, 4}}, camera);
    CHECK(found(indices, "camera slow") == camera);
    CHECK(indices.size(product) == 1);
}

TEST_CASE("demand: a report with other words stays where it was moved meanwhile") {
    Indices indices;
    indices.put(at(1, camera));
    indices.move(product, {{report_id, 3}}, bell);
    indices.reword(at(2, camera, "the bell rings twice"));
    CHECK(found(indices, "camera slow") == Id{});
    CHECK(found(indices, "bell rings") == bell);
    indices.reword(at(5, camera, "nobody hears it"));
    indices.reword(at(4, bell, "the screen is dark"));  // older
    CHECK(found(indices, "screen dark") == Id{});
    CHECK(found(indices, "nobody hears") == camera);
    CHECK(indices.size(product) == 1);
}

TEST_CASE("demand: what the database has otherwise or no more is forgotten and asked for") {
    const auto after = [](const std::vector<report::Revised>& rows) {
        Indices indices;
        indices.put(at(2, camera));
        report::Report other = at(1, bell, "the bell rings twice");
        other.id = Id{20};
        indices.put(other);
        const std::vector<Id> asked = indices.reconcile(product, rows);
        return std::pair(asked, indices.size(product));
    };
    using Ids = std::vector<Id>;
    CHECK(after({{report_id, 2}, {Id{20}, 1}}) == std::pair(Ids{}, std::size_t{2}));
    CHECK(after({{report_id, 3}, {Id{20}, 1}}) == std::pair(Ids{report_id}, std::size_t{1}));
    CHECK(after({{report_id, 2}, {Id{20}, 1, true}}) == std::pair(Ids{Id{20}}, std::size_t{1}));
    CHECK(after({{Id{20}, 1}}) == std::pair(Ids{}, std::size_t{1}));
    CHECK(after({{Id{5}, 1}, {report_id, 2}, {Id{15}, 1}, {Id{20}, 1}, {Id{30}, 1}}) ==
          std::pair(Ids{Id{5}, Id{15}, Id{30}}, std::size_t{2}));
    CHECK(after({}) == std::pair(Ids{}, std::size_t{0}));
}

TEST_CASE("demand: what is read from an image goes on following the news") {
    std::ostringstream image;
    {
        Indices indices;
        indices.put(at(2, camera));
        REQUIRE(indices.write(product, image, "mark"));
    }
    Indices indices;
    std::istringstream other(image.str());
    CHECK_FALSE(indices.read(product, other, "another"));
    std::istringstream bytes(image.str());
    REQUIRE(indices.read(product, bytes, "mark"));
    indices.move(product, {{report_id, 2}}, bell);
    CHECK(found(indices, "camera slow") == camera);
    indices.move(product, {{report_id, 3}}, bell);
    CHECK(found(indices, "camera slow") == bell);
    indices.reword(at(4, bell, "the bell rings twice"));
    CHECK(found(indices, "bell rings") == bell);
    CHECK(found(indices, "camera slow") == Id{});
}
