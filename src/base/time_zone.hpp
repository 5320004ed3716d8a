// Weekly moments in a place's own time, through clock changes. ICU stays inside time_zone.cpp.
#pragma once

#include <cstdint>
#include <string>

#include "base/clock.hpp"

namespace canyu {

// "Asia/Shanghai", "Europe/Berlin": a name of the tz database.
bool is_time_zone(const std::string& name);

// A moment of every week as the clocks of a place show it.
struct WeekMoment {
    std::int64_t weekday = 5;  // 1 Monday … 7 Sunday
    std::int64_t minute = 0;   // after midnight, 0 … 1439
};
// That moment in the week (Monday to Sunday) of `time`, or so many weeks after it. A minute that a clock
// change skips is the first one after the gap; of one that comes twice, the first. The zone must be one.
Time weekly(Time time, const std::string& zone, const WeekMoment& moment, int weeks = 0);
// The first one after `time`, and the last one before it.
Time next_weekly(Time time, const std::string& zone, const WeekMoment& moment);
Time last_weekly(Time time, const std::string& zone, const WeekMoment& moment);

}  // namespace canyu
