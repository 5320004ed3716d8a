// What canyu doctor looks at: counts that are kept, and columns that name other rows.
#include "features/report/report.hpp"

namespace canyu::report {

db::Upkeep upkeep() {
    return {{},
            {{"report", "product_id", "product"},
             {"report", "person_id", "person"},
             {"report", "placed_by", "person"},
             {"report", "copied_from_id", "person"},
             {"report_copy", "report_id", "report"},
             {"report_copy", "source_id", "report"},
             {"report_copy", "person_id", "person"}}};
}

}  // namespace canyu::report
