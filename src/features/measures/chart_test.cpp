#include "features/measures/chart.hpp"

#include <doctest/doctest.h>

using namespace canyu::measures;

TEST_CASE("a chart shows every release inside its frame, and what is larger stands higher") {
    const Chart chart = draw({{5, 3, false}, {2, 3, false}, {1000, 4, true}}, 2);
    REQUIRE(chart.points.size() == 3);
    for (const ChartPoint& point : chart.points) {
        CHECK(point.x >= 0);
        CHECK(point.x <= chart_width);
        CHECK(point.y >= 0);
        CHECK(point.y <= chart_height);
        CHECK(point.name_y >= 11);
        CHECK(point.name_y <= chart_height);
    }
    CHECK(chart.points[0].x < chart.points[1].x);
    CHECK(chart.points[2].y < chart.points[0].y);
    CHECK(chart.promised_y == chart.points[1].y);
    CHECK(chart.points[2].worse);
    CHECK_FALSE(chart.points[1].named);
    CHECK(chart.rival_line != "");
}

TEST_CASE("one value that keeps its promise stands in the middle") {
    const Chart chart = draw({{2, std::nullopt, false}}, 2);
    CHECK(chart.points.front().y == chart.promised_y);
    CHECK(chart.points.front().x == chart_width / 2);
    CHECK(chart.rival_line == "");
}
