// What canyu doctor looks at: counts that are kept, and columns that name other rows.
#include "features/moderation/moderation.hpp"

namespace canyu::moderation {

db::Upkeep upkeep() {
    return {{},
            {{"moderation_case", "author_id", "person"},
             {"moderation_log", "case_id", "moderation_case"},
             {"moderation_flag", "case_id", "moderation_case"},
             db::said_by("moderation_flag", {"words"}),
             {"moderation_appeal", "case_id", "moderation_case"},
             {"moderation_case", "decided_by", "person"},
             {"moderation_log", "by_person", "person"},
             {"moderation_appeal", "answered_by", "person"}}};
}

}  // namespace canyu::moderation
