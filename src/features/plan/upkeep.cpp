// What canyu doctor looks at: counts that are kept, and columns that name other rows.
#include "features/plan/plan.hpp"

namespace canyu::plan {

db::Upkeep upkeep() {
    return {{},
            {{"plan_item", "demand_id", "demand"},
             {"plan_change", "demand_id", "demand"},
             {"plan_change", "by_person", "person"}}};
}

}  // namespace canyu::plan
