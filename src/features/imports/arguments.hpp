// What the sentence about a refused line names, as its column keeps it.
#pragma once

#include <string>
#include <string_view>

#include "base/result.hpp"

namespace canyu::imports {

std::string write_arguments(const Message& message);
Message read_message(const std::string& key, std::string_view arguments);

}  // namespace canyu::imports
