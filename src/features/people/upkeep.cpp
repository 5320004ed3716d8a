// What canyu doctor looks at: counts that are kept, and columns that name other rows.
#include "features/people/people.hpp"

namespace canyu::people {

db::Upkeep upkeep() {
    return {{},
            {{"participation", "person_id", "person"},
             {"media", "person_id", "person"},
             {"session", "person_id", "person"},
             {"audit", "person_id", "person"},
             {"submission", "person_id", "person"}}};
}

}  // namespace canyu::people
