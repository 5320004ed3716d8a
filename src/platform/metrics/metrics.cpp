#include "platform/metrics/metrics.hpp"

#include <prometheus/counter.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>
#include <prometheus/text_serializer.h>

#include <algorithm>
#include <map>
#include <mutex>

#include "base/check.hpp"

namespace canyu::metrics {
namespace {

bool is_name(std::string_view text) {
    constexpr std::string_view characters = "abcdefghijklmnopqrstuvwxyz_0123456789";
    return !text.empty() && text.find_first_not_of(characters) == std::string_view::npos &&
           !(text[0] >= '0' && text[0] <= '9');
}

prometheus::Labels checked(const Labels& labels) {
    prometheus::Labels result;
    for (const auto& [name, value] : labels)
        CANYU_CHECK(is_name(name) && !name.starts_with("__") && name != "le" &&
                    result.emplace(name, value).second);
    return result;
}

}  // namespace

void Counter::add(double by) {
    CANYU_CHECK(by >= 0);
    counter_->Increment(by);
}

void Gauge::set(double value) {
    gauge_->Set(value);
}

void Gauge::add(double by) {
    gauge_->Increment(by);
}

void Histogram::observe(double value) {
    histogram_->Observe(value);
}

std::vector<double> duration_buckets() {
    return {0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10};
}

struct Registry::Core {
    // What a name was first used for; the library itself would take a second help or other bounds silently.
    struct Use {
        char kind;
        std::string help;
        std::vector<double> bounds;
        bool operator==(const Use&) const = default;
    };

    void check(std::string_view name, Use use) {
        CANYU_CHECK(is_name(name));
        const std::lock_guard lock(mutex);
        const auto& first = uses.try_emplace(std::string(name), use).first->second;
        CANYU_CHECK(first == use);
    }

    prometheus::Registry registry;
    std::mutex mutex;
    std::map<std::string, Use> uses;
};

Registry::Registry() : core_(std::make_unique<Core>()) {}
Registry::~Registry() = default;

Counter Registry::counter(std::string_view name, std::string_view help, const Labels& labels) {
    CANYU_CHECK(name.ends_with("_total"));
    core_->check(name, {'c', std::string(help), {}});
    auto& family =
        prometheus::BuildCounter().Name(std::string(name)).Help(std::string(help)).Register(core_->registry);
    return Counter(family.Add(checked(labels)));
}

Gauge Registry::gauge(std::string_view name, std::string_view help, const Labels& labels) {
    core_->check(name, {'g', std::string(help), {}});
    auto& family =
        prometheus::BuildGauge().Name(std::string(name)).Help(std::string(help)).Register(core_->registry);
    return Gauge(family.Add(checked(labels)));
}

Histogram Registry::histogram(std::string_view name, std::string_view help, const std::vector<double>& bounds,
                              const Labels& labels) {
    CANYU_CHECK(!bounds.empty() && std::ranges::is_sorted(bounds, std::ranges::less_equal()));
    core_->check(name, {'h', std::string(help), bounds});
    auto& family = prometheus::BuildHistogram()
                       .Name(std::string(name))
                       .Help(std::string(help))
                       .Register(core_->registry);
    return Histogram(family.Add(checked(labels), bounds));
}

std::string Registry::text() const {
    return prometheus::TextSerializer().Serialize(core_->registry.Collect());
}

}  // namespace canyu::metrics
