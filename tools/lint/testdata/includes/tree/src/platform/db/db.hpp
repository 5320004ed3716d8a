#include <boost/json.hpp>
#include <fmt/core.h>
#include <string>
