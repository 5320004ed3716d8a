// Inside the honours slice: what its public and its staff pages both show.
#pragma once

#include "features/honours/views.hpp"

namespace canyu::honours {

TitleCard card_of(db::Reader& reader, const Title& title, web::Language language);

void add_studio_pages(web::Site& site);

}  // namespace canyu::honours
