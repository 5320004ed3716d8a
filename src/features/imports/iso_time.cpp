// Dates and times as ISO 8601 writes them, read by hand: g++ 12 has no std::chrono::parse.
#include "features/imports/iso_time.hpp"

#include <fmt/core.h>

namespace canyu::imports {
namespace {

// The decimal number at the front of `text`, which it is taken from; nothing without `digits` digits there.
std::optional<int> take_number(std::string_view& text, std::size_t digits) {
    if (text.size() < digits) return std::nullopt;
    int number = 0;
    for (const char digit : text.substr(0, digits)) {
        if (digit < '0' || digit > '9') return std::nullopt;
        number = number * 10 + (digit - '0');
    }
    text.remove_prefix(digits);
    return number;
}

bool take(std::string_view& text, char expected) {
    if (text.empty() || text.front() != expected) return false;
    text.remove_prefix(1);
    return true;
}

std::optional<Milliseconds> take_clock(std::string_view& text) {
    const std::optional<int> hours = take_number(text, 2);
    if (!hours || *hours > 23 || !take(text, ':')) return std::nullopt;
    const std::optional<int> minutes = take_number(text, 2);
    if (!minutes || *minutes > 59) return std::nullopt;
    Milliseconds time = std::chrono::hours(*hours) + std::chrono::minutes(*minutes);
    if (!take(text, ':')) return time;
    const std::optional<int> seconds = take_number(text, 2);
    if (!seconds || *seconds > 60) return std::nullopt;
    time += std::chrono::seconds(*seconds);
    if (!take(text, '.')) return time;
    int unit = 100;
    std::size_t digits = 0;
    for (; digits < text.size() && text[digits] >= '0' && text[digits] <= '9'; ++digits, unit /= 10) {
        time += Milliseconds((text[digits] - '0') * unit);
    }
    text.remove_prefix(digits);
    return digits > 0 ? std::optional(time) : std::nullopt;
}

// What "Z", "+08:00", "+0800" or nothing at the end means; the rest of the text must be just that.
std::optional<Milliseconds> take_offset(std::string_view text) {
    if (text.empty() || text == "Z") return Milliseconds(0);
    const int sign = text.front() == '-' ? -1 : 1;
    if (!take(text, '+') && !take(text, '-')) return std::nullopt;
    const std::optional<int> hours = take_number(text, 2);
    take(text, ':');
    const std::optional<int> minutes = take_number(text, 2);
    if (!hours || !minutes || !text.empty() || *hours > 18 || *minutes > 59) return std::nullopt;
    return sign * (std::chrono::hours(*hours) + std::chrono::minutes(*minutes));
}

}  // namespace

std::optional<Time> parse_time(std::string_view text) {
    const std::optional<int> year = take_number(text, 4);
    if (!year || !take(text, '-')) return std::nullopt;
    const std::optional<int> month = take_number(text, 2);
    if (!month || !take(text, '-')) return std::nullopt;
    const std::optional<int> day = take_number(text, 2);
    if (!day) return std::nullopt;
    const std::chrono::year_month_day date{std::chrono::year(*year),
                                           std::chrono::month(static_cast<unsigned>(*month)),
                                           std::chrono::day(static_cast<unsigned>(*day))};
    if (!date.ok()) return std::nullopt;
    const Time midnight = std::chrono::sys_days(date);
    if (text.empty()) return midnight;
    if (!take(text, 'T') && !take(text, ' ')) return std::nullopt;
    const std::optional<Milliseconds> clock = take_clock(text);
    if (!clock) return std::nullopt;
    const std::optional<Milliseconds> offset = take_offset(text);
    if (!offset) return std::nullopt;
    return midnight + *clock - *offset;
}

std::string format_time(Time time) {
    const auto midnight = std::chrono::floor<std::chrono::days>(time);
    const std::chrono::year_month_day date(midnight);
    const std::chrono::hh_mm_ss clock(time - midnight);
    return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.{:03}Z", static_cast<int>(date.year()),
                       static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                       clock.hours().count(), clock.minutes().count(), clock.seconds().count(),
                       clock.subseconds().count());
}

}  // namespace canyu::imports
