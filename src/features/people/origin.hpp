// Where accounts come from, hashed.
#pragma once

#include <cstdint>
#include <string>

#include "platform/db/db.hpp"

namespace canyu::people {

// Of a network as web::network_of names it; 0 for "". Makes the community's key when it is asked first.
std::int64_t network_hash(db::Writer& writer, const std::string& network);

}  // namespace canyu::people
