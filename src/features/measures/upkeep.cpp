// What canyu doctor looks at: counts that are kept, and columns that name other rows.
#include "features/measures/measures.hpp"

namespace canyu::measures {

db::Upkeep upkeep() {
    return {{{"product_number", "last_number", "product_id",
              "coalesce((select max(number) from measure where measure.product_id = "
              "product_number.product_id and number > product_number.last_number), last_number)",
              "kind = 'measure'"}},
            {{"measure", "product_id", "product"},
             {"measure_value", "measure_id", "measure"},
             {"measure_signature", "measure_id", "measure"},
             {"measure", "promised_by", "person"},
             {"measure_value", "measured_by", "person"},
             {"measure_signature", "signed_by", "person"}}};
}

}  // namespace canyu::measures
