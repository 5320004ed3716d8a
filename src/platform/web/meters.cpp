#include "platform/web/meters.hpp"

#include <fmt/core.h>

#include <algorithm>

namespace canyu::web {

Meters::Meters(metrics::Registry& registry, const std::vector<Route>& routes)
    : first_(routes.data()),
      wait_(registry.histogram("http_wait_seconds", "Time a request waited for a worker.",
                               metrics::duration_buckets())),
      refused_(registry.counter("http_refused_total", "Requests refused because too many waited.")),
      cached_(
          registry.counter("http_page_cache_hits_total", "Visitors' pages answered from the page cache.")) {
    for (const Route& route : routes)
        routes_.push_back(of_route(registry, std::string(http::to_string(route.method)), route.pattern));
    routes_.push_back(of_route(registry, "", ""));
}

Meters::OfRoute Meters::of_route(metrics::Registry& registry, const std::string& method,
                                 const std::string& pattern) {
    const auto counter = [&](int status_class) {
        return registry.counter(
            "http_requests_total", "Requests answered by a worker.",
            {{"method", method}, {"route", pattern}, {"status", fmt::format("{}xx", status_class)}});
    };
    return {{counter(2), counter(3), counter(4), counter(5)},
            registry.histogram("http_request_seconds", "Time a worker took for an answer.",
                               metrics::duration_buckets(), {{"method", method}, {"route", pattern}})};
}

void Meters::answered(const Route* route, int status, Seconds took) {
    const std::size_t at = route ? static_cast<std::size_t>(route - first_) : routes_.size() - 1;
    const int status_class = std::clamp(status / 100, 2, 5);
    routes_[at].by_class[static_cast<std::size_t>(status_class - 2)].add();
    routes_[at].seconds.observe(took.count());
}

}  // namespace canyu::web
