// A row of any table as one line of JSON, and back.
//
//     {"id":"389734012345678901","at":1790000000000,"share":0.25,"text":"锁屏","bytes":"AAE=","by_person":null}
//
// Whole numbers that other programs would round (beyond 2^53, as ids are) are strings, bytes are base64,
// times stay the milliseconds they are. Every column stands in every line, in the table's order.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "platform/db/any_table.hpp"

namespace canyu::archive {

// Without a line end.
std::string to_line(const db::AnyTable& table, const std::vector<db::Value>& row);

// Takes exactly what to_line makes, in any order of columns. Problems: 422 "archive.not_a_row",
// "archive.unknown_column", "archive.column_twice", "archive.column_missing", "archive.wrong_value".
Result<std::vector<db::Value>> from_line(const db::AnyTable& table, std::string_view line);

}  // namespace canyu::archive
