#include "platform/db/db.hpp"
