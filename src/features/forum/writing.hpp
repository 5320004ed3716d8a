// Inside the forum slice: its groups of routes, and what they share.
#pragma once

#include "features/forum/topics.hpp"
#include "platform/web/context.hpp"

namespace canyu::forum {

const std::string& about(const Board& board, web::Language language);
std::string url_of(const Board& board);
// Id{} for a visitor.
Id viewer_of(const web::Context& context);
// The topic of the address; 404 for one that is not there, or is held and not the reader's own.
Result<store::TopicRow> topic_of(web::Context& context, db::Reader& reader);
Result<Board> board_of(web::Context& context, db::Reader& reader);

// /t/{topic}, its posts and floors
void add_topic_pages(web::Site& site);
// Following, muting, reading, helping and ruling; /following
void add_acts(web::Site& site);
// /preview, /media, /media/new, /media/{digest}
void add_writing_pages(web::Site& site, media::Reencoder& reencoder);

}  // namespace canyu::forum
