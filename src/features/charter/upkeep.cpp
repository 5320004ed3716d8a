// What canyu doctor looks at: counts that are kept, and columns that name other rows.
#include "features/charter/charter.hpp"

namespace canyu::charter {

db::Upkeep upkeep() {
    return {{},
            {{"charter", "product_id", "product"},
             {"charter_node", "product_id", "product"},
             {"charter_node", "measure_id", "measure"},
             {"charter_stage", "flagship_id", "product"},
             {"charter_change", "product_id", "product"},
             {"charter_change", "changed_by", "person"}}};
}

}  // namespace canyu::charter
