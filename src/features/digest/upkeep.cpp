// What canyu doctor looks at: counts that are kept, and columns that name other rows.
#include "features/digest/digest.hpp"

namespace canyu::digest {

db::Upkeep upkeep() {
    return {{}, {{"digest", "person_id", "person"}, {"digest_token", "person_id", "person"}}};
}

}  // namespace canyu::digest
