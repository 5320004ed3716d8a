// What canyu doctor looks at: counts that are kept, and columns that name other rows.
#include "features/forum/forum.hpp"

namespace canyu::forum {

db::Upkeep upkeep() {
    return {
        {{"topic", "post_count", "id", "select count(*) from post where post.topic_id = topic.id"},
         {"topic", "answer_count", "id",
          "select count(*) from post where post.topic_id = topic.id and post.visibility = 'shown' "
          "and post.author_id <> topic.author_id"},
         {"topic", "last_post_at", "id",
          "select coalesce(max(post.created_at), topic.created_at) from post "
          "where post.topic_id = topic.id and post.visibility = 'shown'"},
         {"product_number", "last_number", "product_id",
          "coalesce((select max(number) from topic where number > product_number.last_number), last_number)",
          "kind = 'topic'"}},
        {{"board", "product_id", "product"},
         {"topic", "product_id", "product"},
         {"topic", "board_id", "board"},
         {"topic", "author_id", "person"},
         {"post", "topic_id", "topic"},
         {"post", "author_id", "person"},
         db::personal("expert"),
         {"topic", "ruled_by", "person"},
         {"expert", "granted_by", "person"}}};
}

}  // namespace canyu::forum
