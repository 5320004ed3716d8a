#include "features/measures/chart.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>

namespace canyu::measures {
namespace {

constexpr double left = 24;
constexpr double right = static_cast<double>(chart_width) - 24;
constexpr double top = 26;  // room for a value above its point
constexpr double bottom = static_cast<double>(chart_height) - 26;
constexpr std::int64_t name_gap = 9;
constexpr std::int64_t text_height = 11;

// From values to heights, so that everything shown fits.
struct Scale {
    double least;
    double most;

    std::int64_t y(double value) const {
        if (most <= least) return std::llround((top + bottom) / 2);
        return std::llround(bottom - (value - least) / (most - least) * (bottom - top));
    }
};

Scale scale_of(const std::vector<ChartValue>& values, double promised) {
    Scale scale{promised, promised};
    const auto take = [&](double value) {
        scale.least = std::min(scale.least, value);
        scale.most = std::max(scale.most, value);
    };
    for (const ChartValue& one : values) {
        take(one.value);
        if (one.rival) take(*one.rival);
    }
    return scale;
}

std::int64_t x_of(std::size_t index, std::size_t count) {
    if (count < 2) return std::llround((left + right) / 2);
    return std::llround(left + (right - left) * static_cast<double>(index) / static_cast<double>(count - 1));
}

void add_corner(std::string& line, std::int64_t x, std::int64_t y) {
    line += fmt::format("{}{},{}", line.empty() ? "" : " ", x, y);
}

}  // namespace

Chart draw(const std::vector<ChartValue>& values, double promised) {
    const Scale scale = scale_of(values, promised);
    Chart chart;
    chart.promised_y = scale.y(promised);
    std::size_t rivals = 0;
    for (std::size_t i = 0; i < values.size(); ++i) {
        const ChartValue& one = values[i];
        const std::int64_t x = x_of(i, values.size());
        const std::int64_t y = scale.y(one.value);
        const bool named = i == 0 || i + 1 == values.size() || one.worse;
        // Above its point, or below it where the promise's line would cross the digits.
        const bool above = y <= chart.promised_y || y - chart.promised_y > 2 * text_height;
        chart.points.push_back(
            {x, y, one.value, above ? y - name_gap : y + name_gap + text_height, one.worse, named});
        add_corner(chart.line, x, y);
        if (!one.rival) continue;
        ++rivals;
        add_corner(chart.rival_line, x, scale.y(*one.rival));
    }
    if (rivals < 2) chart.rival_line.clear();
    // The promise says its name in the middle, away from the values at both ends.
    chart.promised_name_y =
        chart.promised_y > chart_height / 2 ? chart.promised_y + 4 + text_height : chart.promised_y - 5;
    return chart;
}

}  // namespace canyu::measures
