#include "base/time_zone.hpp"

#include <doctest/doctest.h>

using namespace canyu;
using std::chrono::days;
using std::chrono::hours;

namespace {

constexpr WeekMoment friday_five{5, 17 * 60};

// Of a date at so many hours and minutes UTC.
Time utc(int year, unsigned month, unsigned day, int hour, int minute = 0) {
    const std::chrono::sys_days date =
        std::chrono::year(year) / std::chrono::month(month) / std::chrono::day(day);
    return std::chrono::time_point_cast<Milliseconds>(date) + hours{hour} + std::chrono::minutes{minute};
}

}  // namespace

TEST_CASE("time zone: a zone is a place of the tz database") {
    CHECK(is_time_zone("Asia/Shanghai"));
    CHECK(is_time_zone("America/New_York"));
    CHECK_FALSE(is_time_zone("Asia/Nowhere"));
    CHECK_FALSE(is_time_zone("GMT+8"));
    CHECK_FALSE(is_time_zone(""));
}

TEST_CASE("time zone: the Friday of a week, seen from its Monday and from its Sunday") {
    const Time friday = utc(2026, 11, 27, 9);                                      // 17:00 in Shanghai
    CHECK(weekly(utc(2026, 11, 22, 16), "Asia/Shanghai", friday_five) == friday);  // Monday 00:00 there
    CHECK(weekly(utc(2026, 11, 22, 15, 59), "Asia/Shanghai", friday_five) == friday - days{7});
    CHECK(weekly(utc(2026, 11, 29, 15, 59), "Asia/Shanghai", friday_five) == friday);  // Sunday 23:59
    CHECK(next_weekly(friday, "Asia/Shanghai", friday_five) == friday + days{7});
    CHECK(next_weekly(friday - Milliseconds{1}, "Asia/Shanghai", friday_five) == friday);
    CHECK(last_weekly(friday, "Asia/Shanghai", friday_five) == friday - days{7});
    CHECK(last_weekly(friday + Milliseconds{1}, "Asia/Shanghai", friday_five) == friday);
}

TEST_CASE("time zone: summer time moves the moment in UTC, not on the wall") {
    // Berlin's clocks go back on 25 October 2026 and forward on 28 March 2027.
    CHECK(weekly(utc(2026, 10, 21, 0), "Europe/Berlin", friday_five) == utc(2026, 10, 23, 15));
    CHECK(next_weekly(utc(2026, 10, 23, 15), "Europe/Berlin", friday_five) == utc(2026, 10, 30, 16));
    CHECK(next_weekly(utc(2027, 3, 26, 16), "Europe/Berlin", friday_five) == utc(2027, 4, 2, 15));
    const WeekMoment sunday_half_past_two{7, 150};
    CHECK(weekly(utc(2027, 3, 26, 0), "Europe/Berlin", sunday_half_past_two) ==
          utc(2027, 3, 28, 1));  // skipped
    CHECK(weekly(utc(2026, 10, 23, 0), "Europe/Berlin", sunday_half_past_two) == utc(2026, 10, 25, 0, 30));
}

TEST_CASE("time zone: a leap day and the turn of a year are days like others") {
    const WeekMoment tuesday_noon{2, 720};
    CHECK(weekly(utc(2028, 2, 28, 12), "Asia/Shanghai", tuesday_noon) == utc(2028, 2, 29, 4));
    CHECK(weekly(utc(2028, 3, 3, 12), "Asia/Shanghai", tuesday_noon) == utc(2028, 2, 29, 4));
    CHECK(weekly(utc(2026, 12, 30, 12), "Asia/Shanghai", friday_five) == utc(2027, 1, 1, 9));
    Time time = utc(2026, 1, 1, 0);
    for (int week = 0; week < 520; ++week) {
        const Time next = next_weekly(time, "America/New_York", friday_five);
        CHECK(next > time);
        CHECK(next - time <= days{7} + hours{1});
        time = next;
    }
}
