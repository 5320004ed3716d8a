// What canyu doctor looks at: counts that are kept, and columns that name other rows.
#include "features/reading/reading.hpp"

namespace canyu::reading {

db::Upkeep upkeep() {
    return {{},
            {{"reading_position", "person_id", "person"},
             {"reading_position", "topic_id", "topic"},
             {"reading_stance", "person_id", "person"},
             {"reading_all_read", "person_id", "person"},
             {"helpful_mark", "post_id", "post"},
             {"helpful_mark", "person_id", "person"},
             {"helpful_mark", "author_id", "person"}}};
}

}  // namespace canyu::reading
