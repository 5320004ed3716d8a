// What canyu doctor looks at: counts that are kept, and columns that name other rows.
#include "features/report/report.hpp"

namespace canyu::report {

db::Upkeep upkeep() {
    return {{},
            {{"report", "product_id", "product"},
             {"report", "person_id", "person"},
             {"report", "placed_by", "person"}}};
}

}  // namespace canyu::report
