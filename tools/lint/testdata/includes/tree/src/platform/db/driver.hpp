#include <soci/soci.h>
#include <fmt/core.h>
