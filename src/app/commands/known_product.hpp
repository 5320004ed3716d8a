// The product that a command is told by its short name.
#pragma once

#include <string>

#include "app/community.hpp"

namespace canyu::commands {

// Throws what a person can read where there is none.
Id known_product(Community& community, const std::string& slug);

}  // namespace canyu::commands
