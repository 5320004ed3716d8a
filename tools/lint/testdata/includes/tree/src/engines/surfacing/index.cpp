#include "base/id.hpp"
#include "platform/db/db.hpp"
