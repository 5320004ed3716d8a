// What canyu doctor looks at: columns that name other rows.
#include "features/entitlements/entitlements.hpp"

namespace canyu::entitlements {

db::Upkeep upkeep() {
    return {{},
            {db::personal("vip_request"),
             {"vip_request", "answered_by", "person"},
             {"regular_rule", "product_id", "product"}}};
}

}  // namespace canyu::entitlements
