// The migrations of all slices, as they are built into the program.
#pragma once

#include <vector>

#include "platform/db/migrate.hpp"

namespace canyu {

std::vector<db::Migration> migrations();

}  // namespace canyu
