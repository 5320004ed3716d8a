// What canyu doctor looks at: counts that are kept, and columns that name other rows.
#include "features/notices/notices.hpp"

namespace canyu::notices {

db::Upkeep upkeep() {
    return {{},
            {db::personal("notice_copy"),
             {"notice_copy", "notice_id", "notice"},
             db::personal("notice_mute"),
             db::personal("notice_choice")}};
}

}  // namespace canyu::notices
