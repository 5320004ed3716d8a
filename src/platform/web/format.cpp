#include "platform/web/format.hpp"

#include <ctemplate/per_expand_data.h>
#include <ctemplate/template_emitter.h>
#include <ctemplate/template_modifiers.h>
#include <fmt/core.h>

#include <array>
#include <charconv>
#include <cmath>
#include <ctime>
#include <mutex>

namespace canyu::web {
namespace {

constexpr std::array month_names{"January", "February", "March",     "April",   "May",      "June",
                                 "July",    "August",   "September", "October", "November", "December"};

std::tm local(Time time) {
    const std::time_t seconds = to_milliseconds(time) / 1000;
    std::tm parts{};
    localtime_r(&seconds, &parts);
    return parts;
}

struct Unit {
    std::int64_t seconds;
    const char* zh;
    const char* en;
};
constexpr std::array units{Unit{86400, "天", "day"}, Unit{3600, "小时", "hour"}, Unit{60, "分钟", "minute"}};

std::int64_t parse_integer(std::string_view text) {
    std::int64_t value = 0;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
}

// A modifier turns the value as the dictionary holds it (milliseconds, digits, "amount currency") into words.
class Formatter final : public ctemplate::TemplateModifier {
  public:
    using Format = std::string (*)(std::string_view value, Language language, Time now);
    explicit Formatter(Format format) : format_(format) {}
    void Modify(const char* in, std::size_t length, const ctemplate::PerExpandData* data,
                ctemplate::ExpandEmitter* out, const std::string&) const override {
        const void* language =
            data->LookupForModifiers("language") ? data->LookupForModifiers("language") : "";
        const void* now = data->LookupForModifiers("now");
        out->Emit(format_({in, length},
                          language_from_tag(static_cast<const char*>(language)).value_or(Language::en),
                          now ? *static_cast<const Time*>(now) : Time{}));
    }

  private:
    Format format_;
};

Time time_of(std::string_view value) {
    return time_from_milliseconds(parse_integer(value));
}

}  // namespace

std::string format_ago(Language language, Time time, Time now) {
    const bool past = time <= now;
    const std::int64_t seconds =
        (past ? to_milliseconds(now) - to_milliseconds(time) : to_milliseconds(time) - to_milliseconds(now)) /
        1000;
    if (seconds >= 30 * 86400) return format_date(language, time, now);
    for (const Unit& unit : units) {
        const std::int64_t count = seconds / unit.seconds;
        if (count == 0) continue;
        if (language == Language::zh) return fmt::format("{} {}{}", count, unit.zh, past ? "前" : "后");
        const char* plural = count == 1 ? "" : "s";
        return past ? fmt::format("{} {}{} ago", count, unit.en, plural)
                    : fmt::format("in {} {}{}", count, unit.en, plural);
    }
    return language == Language::zh ? (past ? "刚刚" : "马上") : (past ? "just now" : "in a moment");
}

std::string format_span(Language language, Milliseconds span) {
    for (const Unit& unit : units) {
        const std::int64_t count = span.count() / 1000 / unit.seconds;
        if (count == 0) continue;
        if (language == Language::zh) return fmt::format("{} {}", count, unit.zh);
        return fmt::format("{} {}{}", count, unit.en, count == 1 ? "" : "s");
    }
    return language == Language::zh ? "不到 1 分钟" : "less than a minute";
}

std::string format_date(Language language, Time time, Time now) {
    const std::tm parts = local(time);
    const int year = parts.tm_year + 1900;
    const bool this_year = parts.tm_year == local(now).tm_year;
    if (language == Language::zh) {
        const std::string day = fmt::format("{}月{}日", parts.tm_mon + 1, parts.tm_mday);
        return this_year ? day : fmt::format("{}年{}", year, day);
    }
    const std::string day =
        fmt::format("{} {}", parts.tm_mday, month_names[static_cast<std::size_t>(parts.tm_mon)]);
    return this_year ? day : fmt::format("{} {}", day, year);
}

std::string format_datetime(Language language, Time time, Time now) {
    const std::tm parts = local(time);
    const char* separator = language == Language::zh ? " " : ", ";
    return fmt::format("{}{}{:02}:{:02}", format_date(language, time, now), separator, parts.tm_hour,
                       parts.tm_min);
}

std::string format_iso(Time time) {
    const std::time_t seconds = to_milliseconds(time) / 1000;
    std::tm parts{};
    gmtime_r(&seconds, &parts);
    return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z", parts.tm_year + 1900, parts.tm_mon + 1,
                       parts.tm_mday, parts.tm_hour, parts.tm_min, parts.tm_sec);
}

std::string format_number(std::int64_t number) {
    std::string digits = std::to_string(number);
    const std::size_t first = digits[0] == '-' ? 1 : 0;
    for (std::size_t i = digits.size(); i > first + 3;) {
        i -= 3;
        digits.insert(i, ",");
    }
    return digits;
}

std::string format_money(Language language, const Money& money) {
    const std::int64_t size = money.amount < 0 ? -money.amount : money.amount;
    const std::string amount =
        fmt::format("{}{}.{:02}", money.amount < 0 ? "-" : "", format_number(size / 100), size % 100);
    if (money.currency != "CNY") return fmt::format("{} {}", amount, money.currency);
    return language == Language::zh ? amount + " 元" : "¥" + amount;
}

void register_modifiers() {
    static std::once_flag once;
    std::call_once(once, [] {
        const auto add = [](const char* name, Formatter::Format format) {
            // The registry keeps the pointer for the life of the process. Not marked safe: the escaper still
            // runs after.
            ctemplate::AddModifier(name, new Formatter(format));
        };
        add("x-ago", [](std::string_view v, Language l, Time now) { return format_ago(l, time_of(v), now); });
        add("x-date",
            [](std::string_view v, Language l, Time now) { return format_date(l, time_of(v), now); });
        add("x-datetime",
            [](std::string_view v, Language l, Time now) { return format_datetime(l, time_of(v), now); });
        add("x-span", [](std::string_view v, Language l, Time) {
            return format_span(l, Milliseconds{parse_integer(v)});
        });
        add("x-iso", [](std::string_view v, Language, Time) { return format_iso(time_of(v)); });
        add("x-number", [](std::string_view v, Language, Time) { return format_number(parse_integer(v)); });
        add("x-money", [](std::string_view v, Language l, Time) {
            const std::size_t space = v.find(' ');
            return format_money(l, {parse_integer(v.substr(0, space)), std::string(v.substr(space + 1))});
        });
    });
}

std::string real_text(double value) {
    if (std::abs(value) < 0.0005) return "0";
    return std::abs(value) < 100 ? fmt::format("{:.3g}", value) : fmt::format("{:.0f}", value);
}

}  // namespace canyu::web
