// What canyu doctor looks at: columns that name other rows.
#include "features/sale/sale.hpp"

namespace canyu::sale {

db::Upkeep upkeep() {
    return {{},
            {{"sale", "product_id", "product"},
             {"sale", "follows_id", "sale"},
             {"sale", "planned_by", "person"},
             {"sale", "allotment_id", "allotment"},
             {"sale_channel", "sale_id", "sale"},
             {"sale_reservation", "sale_id", "sale"},
             db::personal("sale_reservation"),
             {"sale_code", "sale_id", "sale"},
             db::personal("sale_code"),
             {"sale_answer", "sale_id", "sale"},
             db::personal("sale_answer"),
             {"sale_note", "sale_id", "sale"},
             {"sale_note", "by_person", "person"},
             {"sale_rehearsal", "sale_id", "sale"},
             {"sale_rehearsal", "allotment_id", "allotment"},
             {"sale_rehearsal", "by_person", "person"},
             {"sale_rehearsal_refusal", "rehearsal_id", "sale_rehearsal"}}};
}

}  // namespace canyu::sale
