// What canyu doctor looks at: counts that are kept, and columns that name other rows.
#include "features/known_issues/known_issues.hpp"

namespace canyu::known_issues {

db::Upkeep upkeep() {
    return {{{"product_number", "last_number", "product_id",
              "coalesce((select max(number) from known_issue where known_issue.product_id = "
              "product_number.product_id and number > product_number.last_number), last_number)",
              "kind = 'issue'"}},
            {{"known_issue", "product_id", "product"},
             {"known_issue_demand", "issue_id", "known_issue"},
             {"known_issue_demand", "demand_id", "demand"},
             {"known_issue_hit", "issue_id", "known_issue"},
             {"known_issue_hit", "person_id", "person"},
             {"known_issue", "opened_by", "person"}}};
}

}  // namespace canyu::known_issues
