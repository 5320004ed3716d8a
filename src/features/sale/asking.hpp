// Inside the sale slice: a question that keeps out who has no idea what is sold, answered before the start.
#pragma once

#include "features/sale/sale.hpp"

namespace canyu::sale {

inline constexpr std::int64_t most_tries = 10;  // of a person, in one sale

// Also where nothing is asked.
bool has_answered(db::Reader& reader, const Sale& sale, Id person);
std::int64_t tries_left(db::Reader& reader, const Sale& sale, Id person);
// Counts a try that was wrong, and so is no part of a closure that is rolled back. Right once is right for
// good. 422 "sale.wrong_answer" on answer; 409 "sale.no_tries_left".
Result<void> answer(db::Database& store, const Sale& sale, Id person, std::string_view said, Time now);

}  // namespace canyu::sale
