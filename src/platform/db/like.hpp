// Patterns of SQL's like.
#pragma once

#include <string>
#include <string_view>

namespace canyu::db {

// Whatever has the text in it: "… like ? escape '!'". SQLite tells no upper from lower case of A to Z.
std::string like_containing(std::string_view text);

}  // namespace canyu::db
