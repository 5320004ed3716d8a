#include "base/time_zone.hpp"

#include <unicode/gregocal.h>
#include <unicode/timezone.h>

#include <memory>

#include "base/check.hpp"

namespace canyu {
namespace {

std::unique_ptr<icu::TimeZone> find_zone(const std::string& name) {
    std::unique_ptr<icu::TimeZone> zone(icu::TimeZone::createTimeZone(icu::UnicodeString::fromUTF8(name)));
    if (!zone || *zone == icu::TimeZone::getUnknown()) return nullptr;
    return zone;
}

}  // namespace

bool is_time_zone(const std::string& name) {
    // ICU also takes "GMT+8", which no clock change ever reaches; a place has a name.
    return name.find('/') != std::string::npos && find_zone(name) != nullptr;
}

Time weekly(Time time, const std::string& zone, const WeekMoment& moment, int weeks) {
    std::unique_ptr<icu::TimeZone> place = find_zone(zone);
    CANYU_CHECK(place != nullptr);
    UErrorCode status = U_ZERO_ERROR;
    icu::GregorianCalendar calendar(place.release(), status);
    calendar.setSkippedWallTimeOption(UCAL_WALLTIME_NEXT_VALID);
    calendar.setRepeatedWallTimeOption(UCAL_WALLTIME_FIRST);
    calendar.setTime(static_cast<double>(to_milliseconds(time)), status);
    const int today = (calendar.get(UCAL_DAY_OF_WEEK, status) + 5) % 7;  // from Monday
    const int day =
        calendar.get(UCAL_DATE, status) - today + static_cast<int>(moment.weekday) - 1 + weeks * 7;
    const int year = calendar.get(UCAL_YEAR, status);
    const int month = calendar.get(UCAL_MONTH, status);
    calendar.clear();
    calendar.set(year, month, day, static_cast<int>(moment.minute / 60),
                 static_cast<int>(moment.minute % 60));
    const double found = calendar.getTime(status);
    CANYU_CHECK(U_SUCCESS(status));
    return time_from_milliseconds(static_cast<std::int64_t>(found));
}

Time next_weekly(Time time, const std::string& zone, const WeekMoment& moment) {
    const Time this_week = weekly(time, zone, moment);
    return this_week > time ? this_week : weekly(time, zone, moment, 1);
}

Time last_weekly(Time time, const std::string& zone, const WeekMoment& moment) {
    const Time this_week = weekly(time, zone, moment);
    return this_week < time ? this_week : weekly(time, zone, moment, -1);
}

}  // namespace canyu
