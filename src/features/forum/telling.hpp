// Inside the forum: who hears of a post.
#pragma once

#include "features/forum/store.hpp"

namespace canyu::forum {

// Those who follow the topic, or for its first floor the board; not those it calls by name.
void tell_followers(db::Writer& writer, IdSource& ids, const store::TopicRow& topic,
                    const store::PostRow& post, const std::vector<std::string>& mentions);
void tell_called(db::Writer& writer, IdSource& ids, const store::TopicRow& topic, const store::PostRow& post,
                 const std::vector<std::string>& mentions);
// The author of a post that was found helpful, or named the answer.
void tell_author(db::Writer& writer, IdSource& ids, const store::TopicRow& topic, const store::PostRow& post,
                 const char* key, Time now);

}  // namespace canyu::forum
