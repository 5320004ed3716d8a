#include "base/amount.hpp"

#include <fmt/core.h>

namespace canyu {

std::optional<std::int64_t> read_amount(std::string_view text) {
    const std::size_t point = text.find('.');
    const std::string_view whole = text.substr(0, point);
    std::string cents(point == std::string_view::npos ? "" : text.substr(point + 1));
    if (whole.empty() || whole.size() > 10 || cents.size() > 2) return std::nullopt;
    cents.resize(2, '0');
    std::int64_t amount = 0;
    for (const char digit : std::string(whole) + cents) {
        if (digit < '0' || digit > '9') return std::nullopt;
        amount = amount * 10 + (digit - '0');
    }
    return amount;
}

std::string amount_text(std::int64_t amount) {
    return fmt::format("{}.{:02}", amount / 100, amount % 100);
}

}  // namespace canyu
