// Inside the answers slice: what its public and its staff pages share.
#pragma once

#include "features/answers/views.hpp"
#include "platform/web/site.hpp"

namespace canyu::answers {

Heat heat_of(const forum::TopicCard& topic, Time now);
// The ids of silent topics, the longest silence first.
std::vector<Id> silent_ids(db::Reader& reader, std::int64_t skipped, std::int64_t limit, Time now);

// /studio/answers, /studio/answers/patience, /studio/experts…
void add_studio_pages(web::Site& site);

}  // namespace canyu::answers
