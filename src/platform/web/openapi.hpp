// The OpenAPI 3.1 document of all routes, from the same descriptions that parse and answer them.
#pragma once

#include <string>
#include <vector>

namespace canyu::web {

struct Route;

std::string openapi_document(const std::vector<Route>& routes);

}  // namespace canyu::web
