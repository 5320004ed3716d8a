// What canyu doctor looks at: counts that are kept, and columns that name other rows.
#include "features/notices/notices.hpp"

namespace canyu::notices {

db::Upkeep upkeep() {
    return {{},
            {{"notice_copy", "person_id", "person"},
             {"notice_copy", "notice_id", "notice"},
             {"notice_mute", "person_id", "person"},
             {"notice_choice", "person_id", "person"}}};
}

}  // namespace canyu::notices
