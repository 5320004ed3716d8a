// What canyu doctor looks at: columns that name other rows.
#include "features/words/words.hpp"

namespace canyu::words {

db::Upkeep upkeep() {
    return {{},
            {{"words_week", "product_id", "product"},
             {"hot_term", "product_id", "product"},
             {"synonym", "product_id", "product"},
             {"synonym", "decided_by", "person"}}};
}

}  // namespace canyu::words
