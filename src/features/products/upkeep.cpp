// What canyu doctor looks at: counts that are kept, and columns that name other rows.
#include "features/products/products.hpp"

namespace canyu::products {

db::Upkeep upkeep() {
    return {{}, {{"product_number", "product_id", "product"}}};
}

}  // namespace canyu::products
