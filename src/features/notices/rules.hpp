// What the files of this slice share and nobody else needs.
#pragma once

#include "features/notices/store.hpp"

namespace canyu::notices {

// How many notices of a day pop up where a person has set nothing.
inline constexpr std::int64_t usual_live_a_day = 20;

Message message_of(const std::string& kept);
Copy copy_of(const store::CopyRow& row);
// Where a notice is opened, which makes it read.
std::string url_of(Id notice);
// What a whole kind is muted by.
std::string subject_of(Kind kind);

}  // namespace canyu::notices
