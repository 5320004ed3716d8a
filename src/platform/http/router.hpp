// Finds the route of a path: literal segments before parameters, patterns like "/demands/{number}/support".
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "platform/http/message.hpp"

namespace canyu::http {

using Parameters = std::vector<std::pair<std::string, std::string>>;

struct RouteMatch {
    std::size_t route;  // what add() was given
    Parameters parameters;
};

// Filled once at start, then only read, from any thread.
class Router {
  public:
    Router();
    ~Router();
    Router(Router&&) noexcept;
    Router& operator=(Router&&) noexcept;
    // Segments are literal or "{name}", which takes one segment that is not empty; the last one may be
    // "{name...}", which takes the rest of the path, slashes included. A second route of the same method and
    // shape is a bug and ends the program.
    void add(Method method, std::string_view pattern, std::size_t route);
    // Only routes of that method count: where the literal route has no POST, a POST may find the parameter's.
    // HEAD falls back to GET.
    std::optional<RouteMatch> find(Method method, std::string_view path) const;
    // The methods that exist for this path, for 405 and OPTIONS; HEAD wherever there is GET.
    std::vector<Method> methods(std::string_view path) const;

  private:
    struct Node;
    std::unique_ptr<Node> root_;
};

}  // namespace canyu::http
