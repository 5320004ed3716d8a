// What canyu doctor looks at: counts that are kept, and columns that name other rows.
#include "features/reading/reading.hpp"

namespace canyu::reading {

db::Upkeep upkeep() {
    return {{},
            {db::personal("reading_position"),
             {"reading_position", "topic_id", "topic"},
             db::personal("reading_stance"),
             db::personal("reading_all_read"),
             {"helpful_mark", "post_id", "post"},
             {"helpful_mark", "person_id", "person"},
             {"helpful_mark", "author_id", "person"}}};
}

}  // namespace canyu::reading
