// Amounts of money as people type and read them, without a currency.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace canyu {

// "1999", "1999.5" and "1999.50" in hundredths; nothing for anything else.
std::optional<std::int64_t> read_amount(std::string_view text);
// "1999.50"; expects no negative amount.
std::string amount_text(std::int64_t amount);

}  // namespace canyu
