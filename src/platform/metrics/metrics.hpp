// Counters, gauges and histograms by name and labels, told to Prometheus in its text format.
//
//     metrics::Registry registry;
//     metrics::Counter seen = registry.counter("http_requests_total", "Requests answered.", {{"route",
//     "/plan"}}); seen.add();
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace prometheus {
class Counter;
class Gauge;
class Histogram;
}  // namespace prometheus

namespace canyu::metrics {

// Names are [a-z_][a-z0-9_]*. Values come from a small fixed set (a route's pattern, never a path; a status,
// never a person): every combination is a series that is kept for good.
using Labels = std::vector<std::pair<std::string, std::string>>;

// Handles are cheap to copy and valid as long as their registry. Any thread may use them at any time; get one
// once and keep it, for getting it takes a lock.
class Counter {
  public:
    // by: not negative.
    void add(double by = 1);

  private:
    friend class Registry;
    explicit Counter(prometheus::Counter& counter) : counter_(&counter) {}
    prometheus::Counter* counter_;
};

class Gauge {
  public:
    void set(double value);
    void add(double by);  // may be negative

  private:
    friend class Registry;
    explicit Gauge(prometheus::Gauge& gauge) : gauge_(&gauge) {}
    prometheus::Gauge* gauge_;
};

class Histogram {
  public:
    void observe(double value);

  private:
    friend class Registry;
    explicit Histogram(prometheus::Histogram& histogram) : histogram_(&histogram) {}
    prometheus::Histogram* histogram_;
};

// Upper bounds for durations in seconds: from half a millisecond to ten seconds.
std::vector<double> duration_buckets();

// Any thread may call any method. The same name and labels answer the same series; a name that is used for
// two kinds of series, or that Prometheus would refuse, is a bug and ends the process.
class Registry {
  public:
    Registry();
    ~Registry();

    // name: [a-z_][a-z0-9_]*, ends with "_total". help: one English sentence, the same for all labels.
    Counter counter(std::string_view name, std::string_view help, const Labels& labels = {});
    Gauge gauge(std::string_view name, std::string_view help, const Labels& labels = {});
    // bounds: ascending, the same for all labels of the name; one above the last is added.
    Histogram histogram(std::string_view name, std::string_view help, const std::vector<double>& bounds,
                        const Labels& labels = {});

    // Everything as text/plain; version=0.0.4.
    std::string text() const;

  private:
    struct Core;
    std::unique_ptr<Core> core_;
};

}  // namespace canyu::metrics
