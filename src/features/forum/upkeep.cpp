// What canyu doctor looks at: counts that are kept, and columns that name other rows.
#include "features/forum/forum.hpp"

namespace canyu::forum {

db::Upkeep upkeep() {
    return {
        {{"topic", "post_count", "id", "select count(*) from post where post.topic_id = topic.id"},
         {"topic", "last_post_at", "id",
          "coalesce((select max(created_at) from post where post.topic_id = topic.id), last_post_at)"},
         {"product_number", "last_number", "product_id",
          "coalesce((select max(number) from topic where number > product_number.last_number), last_number)",
          "kind = 'topic'"}},
        {{"board", "product_id", "product"},
         {"topic", "product_id", "product"},
         {"topic", "board_id", "board"},
         {"topic", "author_id", "person"},
         {"post", "topic_id", "topic"},
         {"post", "author_id", "person"}}};
}

}  // namespace canyu::forum
