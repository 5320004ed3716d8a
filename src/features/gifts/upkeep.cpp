// What canyu doctor looks at: columns that name other rows.
#include "features/gifts/gifts.hpp"

namespace canyu::gifts {

db::Upkeep upkeep() {
    return {{},
            {{"gift", "product_id", "product"},
             {"gift", "allotment_id", "allotment"},
             {"gift", "offered_by", "person"},
             {"gift_earned", "gift_id", "gift"},
             {"gift_earned", "person_id", "person"}}};
}

}  // namespace canyu::gifts
