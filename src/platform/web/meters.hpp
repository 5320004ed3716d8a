// What is counted of the requests, by the pattern of their route.
#pragma once

#include <array>
#include <chrono>
#include <vector>

#include "platform/metrics/metrics.hpp"
#include "platform/web/site.hpp"

namespace canyu::web {

// Thread rule: any thread, once it is made; a request costs two additions and the lock of one histogram.
class Meters {
  public:
    using Seconds = std::chrono::duration<double>;

    Meters(metrics::Registry& registry, const std::vector<Route>& routes);

    // route: null where no route fits.
    void answered(const Route* route, int status, Seconds took);
    void waited(Seconds in_queue) { wait_.observe(in_queue.count()); }
    void refused() { refused_.add(); }
    void from_page_cache() { cached_.add(); }

  private:
    static constexpr std::size_t classes = 4;  // 2xx to 5xx
    struct OfRoute {
        std::array<metrics::Counter, classes> by_class;
        metrics::Histogram seconds;
    };
    static OfRoute of_route(metrics::Registry& registry, const std::string& method,
                            const std::string& pattern);

    const Route* first_;
    std::vector<OfRoute> routes_;  // in the order of the site's; the last for requests that fit none
    metrics::Histogram wait_;
    metrics::Counter refused_;
    metrics::Counter cached_;
};

}  // namespace canyu::web
