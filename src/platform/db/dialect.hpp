// Private to platform/db: turns portable SQL with `?` parameters into what SOCI prepares.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

namespace canyu::db {

// Replaces the n-th `?` (from 0) by parameter(n), leaves quoted text and quoted identifiers as they are and
// takes comments out, since SOCI does not know them. Answers the number of parameters in `count`.
std::string rewrite_parameters(std::string_view sql, const std::function<std::string(std::size_t)>& parameter,
                               std::size_t& count);

}  // namespace canyu::db
