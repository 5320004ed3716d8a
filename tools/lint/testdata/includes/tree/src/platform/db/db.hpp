#include "platform/db/driver.hpp"
#include "platform/http/server/server.hpp"
