// What canyu doctor looks at: counts that are kept, and columns that name other rows.
#include "features/digest/digest.hpp"

namespace canyu::digest {

db::Upkeep upkeep() {
    return {{}, {db::personal("digest"), db::personal("digest_token")}};
}

}  // namespace canyu::digest
