// The picture of a measure: one point a release, with the promise as a line across. Pure.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/shape.hpp"

namespace canyu::measures {

// Lengths are units of the drawing's own viewBox.
inline constexpr std::int64_t chart_width = 320;
inline constexpr std::int64_t chart_height = 140;

struct ChartPoint {
    std::int64_t x = 0;
    std::int64_t y = 0;
    double shown = 0;
    std::int64_t name_y = 0;  // baseline of the value
    bool worse = false;
    bool named = false;  // the first, the last, and those that are worse say their value
};
BOOST_DESCRIBE_STRUCT(ChartPoint, (), (x, y, shown, name_y, worse, named))

struct Chart {
    std::vector<ChartPoint> points;
    std::string line;        // "x,y x,y …" through the points
    std::string rival_line;  // "" where the rival was measured fewer than twice
    std::int64_t promised_y = 0;
    std::int64_t promised_name_y = 0;
};
BOOST_DESCRIBE_STRUCT(Chart, (), (points, line, rival_line, promised_y, promised_name_y))

struct ChartValue {
    double value = 0;
    std::optional<double> rival;
    bool worse = false;
};
// `values`: the earliest first. What is larger stands higher; nothing leaves the frame.
Chart draw(const std::vector<ChartValue>& values, double promised);

}  // namespace canyu::measures
