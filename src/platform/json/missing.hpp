// Private to platform/json: the one rule, shared by reading and schemas, on which members an object may leave
// out.
#pragma once

#include "base/shape.hpp"

namespace canyu::json {

inline bool may_be_missing(const Shape& shape) {
    return shape.kind == Kind::optional || shape.kind == Kind::list || shape.kind == Kind::boolean;
}

}  // namespace canyu::json
