// What canyu doctor looks at: columns that name other rows.
#include "features/sameness/sameness.hpp"

namespace canyu::sameness {

db::Upkeep upkeep() {
    return {{},
            {{"alike", "product_id", "product"},
             {"alike", "older_id", "demand"},
             {"alike", "newer_id", "demand"},
             {"alike", "decided_by", "person"},
             {"self_joined", "report_id", "report"},
             {"self_joined", "product_id", "product"},
             {"self_joined", "demand_id", "demand"},
             {"sameness_look", "product_id", "product"}}};
}

}  // namespace canyu::sameness
