// Which names and passwords a person may choose.
#pragma once

#include <string>
#include <string_view>

#include "platform/web/checks.hpp"

namespace canyu::people {

// Authors of imports are called this and a hash.
inline constexpr std::string_view import_prefix = "import_";

// A name as it is kept: without white space around it, in lower case.
std::string as_name(std::string_view typed);
// A display name as it is kept: one line without characters that nobody sees or that turn the text around.
std::string as_display(std::string_view typed);
bool is_name(std::string_view name);

// What check() of people.hpp says of each; staff may be called what they like.
void check_name(web::Checks& checks, std::string_view name, bool staff);
void check_display(web::Checks& checks, std::string_view display, bool staff);
void check_about(web::Checks& checks, std::string_view about);
// The problems stand on `field`.
void check_password(web::Checks& checks, std::string_view field, std::string_view password,
                    std::string_view name);

// Whether a hasty reader takes one display name for the other.
bool look_alike(std::string_view display, std::string_view other);

}  // namespace canyu::people
