#include "platform/json/rfc3339.hpp"

#include <fmt/core.h>

#include "base/check.hpp"

namespace canyu {
namespace {

// Reads the text from the left; once something does not fit, `good` stays false.
struct Scanner {
    std::string_view rest;
    bool good = true;

    int digits(std::size_t count) {
        int number = 0;
        good = good && rest.size() >= count;
        for (std::size_t i = 0; good && i < count; ++i) {
            good = rest[i] >= '0' && rest[i] <= '9';
            number = number * 10 + (rest[i] - '0');
        }
        if (good) rest.remove_prefix(count);
        return number;
    }
    // Takes one of the characters; '\0' when none of them comes.
    char any(std::string_view characters) {
        if (!good || rest.empty() || characters.find(rest[0]) == characters.npos) return '\0';
        const char taken = rest[0];
        rest.remove_prefix(1);
        return taken;
    }
    void need(std::string_view characters) { good = any(characters) != '\0'; }
    Milliseconds fraction() {
        if (!any(".")) return {};
        int value = 0;
        int places = 0;
        for (; good && !rest.empty() && rest[0] >= '0' && rest[0] <= '9'; rest.remove_prefix(1), ++places)
            if (places < 3) value = value * 10 + (rest[0] - '0');
        good = good && places > 0;
        for (; places < 3; ++places) value *= 10;
        return Milliseconds{value};
    }
    std::chrono::minutes offset() {
        if (any("Zz")) return {};
        const char sign = any("+-");
        good = good && sign != '\0';
        const int hours = digits(2);
        need(":");
        const int minutes = digits(2);
        good = good && hours < 24 && minutes < 60;
        return std::chrono::minutes{(sign == '-' ? -1 : 1) * (hours * 60 + minutes)};
    }
};

}  // namespace

std::string to_rfc3339(Time time) {
    const auto day = std::chrono::floor<std::chrono::days>(time);
    const std::chrono::year_month_day date{day};
    const std::chrono::hh_mm_ss clock{time - day};
    CANYU_CHECK(int{date.year()} >= 0 && int{date.year()} <= 9999);
    return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.{:03}Z", int{date.year()}, unsigned{date.month()},
                       unsigned{date.day()}, clock.hours().count(), clock.minutes().count(),
                       clock.seconds().count(), clock.subseconds().count());
}

std::optional<Time> parse_rfc3339(std::string_view text) {
    using namespace std::chrono;
    Scanner scanner{text};
    const int year = scanner.digits(4);
    scanner.need("-");
    const int month = scanner.digits(2);
    scanner.need("-");
    const int day_of_month = scanner.digits(2);
    scanner.need("Tt ");
    const int hour = scanner.digits(2);
    scanner.need(":");
    const int minute = scanner.digits(2);
    scanner.need(":");
    const int second = scanner.digits(2);
    const Milliseconds fraction = scanner.fraction();
    const minutes offset = scanner.offset();
    const year_month_day date{std::chrono::year{year}, std::chrono::month{static_cast<unsigned>(month)},
                              day{static_cast<unsigned>(day_of_month)}};
    if (!scanner.good || !scanner.rest.empty() || !date.ok() || hour > 23 || minute > 59 || second > 60)
        return std::nullopt;
    const Time time = sys_days{date} + hours{hour} + minutes{minute} + seconds{second} + fraction - offset;
    // An offset may carry the instant out of the years that can be written.
    const Time first = sys_days{std::chrono::year{0} / 1 / 1};
    const Time end = sys_days{std::chrono::year{10000} / 1 / 1};
    if (time < first || time >= end) return std::nullopt;
    return time;
}

}  // namespace canyu
