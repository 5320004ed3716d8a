#include <doctest/doctest.h>

#include <cstdlib>
#include <ctime>

#include "platform/web/format.hpp"

using namespace canyu;
using namespace canyu::web;

namespace {

constexpr Time noon = time_from_milliseconds(1795320000000);  // 2026-11-22T04:00:00Z
Time after(Milliseconds by) {
    return noon + by;
}

// Times are shown in the zone of the community, wherever the test runs.
struct Shanghai {
    Shanghai() {
        ::setenv("TZ", "Asia/Shanghai", 1);
        ::tzset();
    }
};

}  // namespace

TEST_CASE_FIXTURE(Shanghai, "a time is told as people tell it") {
    using std::chrono::days, std::chrono::hours, std::chrono::minutes, std::chrono::seconds;
    CHECK(format_ago(Language::en, noon, after(seconds(30))) == "just now");
    CHECK(format_ago(Language::en, noon, after(minutes(1))) == "1 minute ago");
    CHECK(format_ago(Language::zh, noon, after(hours(5))) == "5 小时前");
    CHECK(format_ago(Language::en, after(days(2)), noon) == "in 2 days");
    CHECK(format_ago(Language::zh, after(-days(40)), noon) == "10月13日");
    CHECK(format_date(Language::en, after(-days(400)), noon) == "18 October 2025");
    CHECK(format_datetime(Language::zh, noon, noon) == "11月22日 12:00");
    CHECK(format_iso(noon) == "2026-11-22T04:00:00Z");
}

TEST_CASE("numbers and money are grouped") {
    CHECK(format_number(0) == "0");
    CHECK(format_number(-1234567) == "-1,234,567");
    CHECK(format_number(999) == "999");
    CHECK(format_money(Language::zh, {1999, "CNY"}) == "19.99 元");
    CHECK(format_money(Language::en, {-5, "EUR"}) == "-0.05 EUR");
}

TEST_CASE("a real number is read in three digits, never with an exponent") {
    CHECK(real_text(0) == "0");
    CHECK(real_text(3.49e-18) == "0");
    CHECK(real_text(0.0234567) == "0.0235");
    CHECK(real_text(27.84) == "27.8");
    CHECK(real_text(1234.5) == "1234");
    CHECK(real_text(-1e9) == "-1000000000");
}

TEST_CASE("format: a span is told in its largest unit") {
    using std::chrono::hours;
    CHECK(format_span(Language::en, Milliseconds{59'999}) == "less than a minute");
    CHECK(format_span(Language::zh, Milliseconds{59'999}) == "不到 1 分钟");
    CHECK(format_span(Language::en, Milliseconds{60'000}) == "1 minute");
    CHECK(format_span(Language::en, hours{47}) == "1 day");
    CHECK(format_span(Language::zh, hours{48}) == "2 天");
}
