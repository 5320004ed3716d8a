// Inside the forum slice: cards of topics, and the routes that help while writing.
#pragma once

#include "features/forum/forum.hpp"
#include "features/forum/store.hpp"

namespace canyu::forum {

std::vector<TopicCard> to_cards(db::Reader& reader, const std::vector<store::TopicRow>& topics, Time now);

// /preview, /media, /media/new, /media/{digest}
void add_writing_pages(web::Site& site, media::Reencoder& reencoder);

}  // namespace canyu::forum
