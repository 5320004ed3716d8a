// What a person sets for themselves.
#pragma once

#include <string_view>

#include "features/people/people.hpp"

namespace canyu::people {

// What the language and theme buttons of every page choose; "" leaves a choice as it is, theme "system"
// forgets it.
void set_preferences(db::Writer& writer, Id person, std::string_view language, std::string_view theme);

// Routes: /settings, /settings/password.
void add_settings_pages(web::Site& site);

}  // namespace canyu::people
