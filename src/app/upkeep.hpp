// What every slice says of its own rows, for canyu doctor and its test.
#pragma once

#include "platform/db/upkeep.hpp"

namespace canyu {

db::Upkeep upkeep();

}  // namespace canyu
