// What canyu doctor looks at: counts that are kept, and columns that name other rows.
#include "features/receipts/receipts.hpp"

namespace canyu::receipts {

db::Upkeep upkeep() {
    return {{},
            {{"receipt", "person_id", "person"},
             {"receipt", "demand_id", "demand"},
             {"receipt", "report_id", "report"},
             {"receipt", "deed_id", "participation"},
             {"receipt", "bus_id", "release_bus"},
             {"receipt_reach", "bus_id", "release_bus"},
             {"receipt_reach", "by_person", "person"}}};
}

}  // namespace canyu::receipts
