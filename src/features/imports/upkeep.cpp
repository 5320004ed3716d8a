// What canyu doctor looks at: counts that are kept, and columns that name other rows.
#include "features/imports/imports.hpp"

namespace canyu::imports {

db::Upkeep upkeep() {
    return {{},
            {{"import", "product_id", "product"},
             {"import", "by_person", "person"},
             {"import_refusal", "import_id", "import"},
             {"import_part", "import_id", "import"}}};
}

}  // namespace canyu::imports
