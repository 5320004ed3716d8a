// What canyu doctor looks at: columns that name other rows.
#include "features/orders/orders.hpp"

namespace canyu::orders {

db::Upkeep upkeep() {
    return {{},
            {{"offer", "id", "allotment"},
             {"offer", "product_id", "product"},
             {"offer_channel", "offer_id", "offer"},
             {"purchase", "allotment_id", "offer"},
             {"purchase", "person_id", "person"},
             {"delivery_address", "order_id", "purchase"},
             db::personal("delivery_address"),
             {"unboxing", "order_id", "purchase"},
             db::said_by("unboxing", {"good", "bad"}),
             {"unboxing", "product_id", "product"},
             {"payment", "order_id", "purchase"},
             {"payment", "told_by", "person"},
             {"payment", "refunded_by", "person"},
             {"payment_bridge", "changed_by", "person"}}};
}

}  // namespace canyu::orders
