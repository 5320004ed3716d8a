// What canyu doctor looks at: columns that name other rows.
#include "features/honours/honours.hpp"

namespace canyu::honours {

db::Upkeep upkeep() {
    return {{},
            {{"honour_title", "product_id", "product"},
             {"honour_title", "defined_by", "person"},
             {"honour_holding", "title_id", "honour_title"},
             db::personal("honour_holding")}};
}

}  // namespace canyu::honours
