// What canyu doctor looks at: columns that name other rows.
#include "features/f_codes/f_codes.hpp"

namespace canyu::f_codes {

db::Upkeep upkeep() {
    return {{},
            {{"f_code_batch", "product_id", "product"},
             {"f_code_batch", "allotment_id", "allotment"},
             {"f_code_batch", "planned_by", "person"},
             {"f_code", "batch_id", "f_code_batch"},
             {"f_code", "earned_by", "person"},
             {"f_code", "holder_id", "person"},
             {"f_code", "deed_id", "participation"},
             {"f_code", "by_person", "person"},
             {"f_code_step", "code_id", "f_code"},
             {"f_code_step", "person_id", "person"}}};
}

}  // namespace canyu::f_codes
