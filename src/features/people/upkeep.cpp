// What canyu doctor looks at: counts that are kept, and columns that name other rows.
#include "features/people/people.hpp"

namespace canyu::people {

db::Upkeep upkeep() {
    return {{},
            {{"participation", "person_id", "person"},
             {"media", "person_id", "person"},
             db::personal("session"),
             {"audit", "person_id", "person"},
             db::personal("submission")}};
}

}  // namespace canyu::people
