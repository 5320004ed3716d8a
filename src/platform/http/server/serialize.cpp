// Status lines, header fields and dates as text.
#include "platform/http/server/serialize.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <boost/beast/http/status.hpp>
#include <charconv>

#include "base/log.hpp"
#include "platform/http/field_text.hpp"

namespace canyu::http {
namespace {

// Fields only the server may write.
constexpr std::array<std::string_view, 6> own_fields = {
    "Content-Length", "Connection", "Date", "Keep-Alive", "Transfer-Encoding", "X-Request-Id"};

void append_number(std::string& out, std::size_t number) {
    char digits[20];
    const auto [end, error] = std::to_chars(digits, digits + sizeof digits, number);
    out.append(digits, end);
}

void append_field(std::string& out, std::string_view name, std::string_view value) {
    out.append(name).append(": ").append(value).append("\r\n");
}

bool is_own(std::string_view name) {
    return std::ranges::any_of(own_fields,
                               [&](std::string_view own) { return equal_ignoring_case(own, name); });
}

bool is_safe_value(std::string_view value) {
    return std::ranges::none_of(value, [](char c) { return c == '\r' || c == '\n' || c == '\0'; });
}

}  // namespace

void append_head(std::string& out, const Reply& reply, const HeadContext& context) {
    const auto reason =
        boost::beast::http::obsolete_reason(static_cast<boost::beast::http::status>(reply.status));
    out.append("HTTP/1.1 ");
    append_number(out, static_cast<std::size_t>(reply.status));
    out.append(" ").append(reason.data(), reason.size()).append("\r\n");
    append_field(out, "Date", context.date);
    append_field(out, "X-Request-Id", context.request_id);
    if (!context.connection.empty()) append_field(out, "Connection", context.connection);
    for (const auto& [name, value] : reply.headers.all()) {
        if (is_own(name)) continue;
        if (is_token(name) && is_safe_value(value)) {
            append_field(out, name, value);
        } else {
            log::error("http.unsafe_header", {{"name", name}, {"request_id", context.request_id}});
        }
    }
    if (reply.status != 204 && reply.status != 304 && !reply.go_on) {
        out.append("Content-Length: ");
        append_number(out, reply.length);
        out.append("\r\n");
    }
    out.append("\r\n");
}

std::string http_date(Time time) {
    constexpr std::array<std::string_view, 7> days = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    constexpr std::array<std::string_view, 12> months = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                         "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const auto day = std::chrono::floor<std::chrono::days>(time);
    const std::chrono::year_month_day date(day);
    const std::chrono::hh_mm_ss clock(std::chrono::floor<std::chrono::seconds>(time - day));
    return fmt::format("{}, {:02} {} {:04} {:02}:{:02}:{:02} GMT",
                       days[std::chrono::weekday(day).c_encoding()], static_cast<unsigned>(date.day()),
                       months[static_cast<unsigned>(date.month()) - 1], static_cast<int>(date.year()),
                       clock.hours().count(), clock.minutes().count(), clock.seconds().count());
}

std::string_view DateCache::at(Time now) {
    const auto second = std::chrono::floor<std::chrono::seconds>(now);
    if (second != second_) {
        second_ = second;
        text_ = http_date(now);
    }
    return text_;
}

}  // namespace canyu::http
