// Times as they stand in files.
#include "features/imports/iso_time.hpp"

#include <doctest/doctest.h>

#include <chrono>

using namespace canyu;
using namespace canyu::imports;

TEST_CASE("a time is read whichever way ISO 8601 writes it") {
    const Time noon = std::chrono::sys_days(std::chrono::year(2024) / 5 / 1) + std::chrono::hours(12);
    for (const char* text :
         {"2024-05-01T12:00", "2024-05-01T12:00:00", "2024-05-01 12:00:00", "2024-05-01T12:00:00Z",
          "2024-05-01T12:00:00.000Z", "2024-05-01T20:00:00+08:00", "2024-05-01T08:30:00-0330"}) {
        CHECK_MESSAGE(parse_time(text) == noon, text);
    }
    CHECK(parse_time("2024-05-01T12:00:00.25") == noon + Milliseconds(250));
    CHECK(parse_time("2024-05-01T12:00:00.123456789") == noon + Milliseconds(123));
    CHECK(parse_time("2024-05-01") == noon - std::chrono::hours(12));
}

TEST_CASE("what is no time is not taken for one") {
    for (const char* text :
         {"", "2024", "2024-13-01", "2023-02-29", "2024-5-1", "2024-05-01T", "2024-05-01T25:00",
          "2024-05-01T12:60", "2024-05-01T12:00:00.", "2024-05-01T12:00:00 Z", "2024-05-01T12:00:00+8",
          "2024-05-01T12:00:00Zx", "-024-05-01", "2024-05-01X12:00", "+024-05-01", "today"}) {
        CHECK_MESSAGE(!parse_time(text), text);
    }
}

TEST_CASE("a written time reads back the same") {
    for (const std::int64_t value : {0LL, 1LL, -1LL, 1'714'564'800'123LL, 4'102'444'799'999LL}) {
        CHECK(parse_time(format_time(time_from_milliseconds(value))) == time_from_milliseconds(value));
    }
    CHECK(format_time(time_from_milliseconds(1'714'564'800'123)) == "2024-05-01T12:00:00.123Z");
}
