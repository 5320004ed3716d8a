#include "platform/metrics/metrics.hpp"

#include <doctest/doctest.h>

#include <thread>

using namespace canyu::metrics;

namespace {

// How often a whole line stands in the text.
int count_line(const std::string& text, const std::string& line) {
    int count = 0;
    const std::string lines = "\n" + text;
    for (std::size_t at = lines.find("\n" + line + "\n"); at != std::string::npos;
         at = lines.find("\n" + line + "\n", at + 1))
        ++count;
    return count;
}

}  // namespace

TEST_CASE("metrics: counters by name and labels") {
    Registry registry;
    Counter page = registry.counter("http_requests_total", "Requests answered.",
                                    {{"route", "/demands/{number}"}, {"status", "200"}});
    page.add();
    page.add(2);
    registry.counter("http_requests_total", "Requests answered.", {{"status", "404"}, {"route", "/\"a\\\n"}})
        .add();
    // The same labels in another order are the same series.
    registry
        .counter("http_requests_total", "Requests answered.",
                 {{"status", "200"}, {"route", "/demands/{number}"}})
        .add();
    const std::string text = registry.text();
    CAPTURE(text);
    CHECK(count_line(text, "# HELP http_requests_total Requests answered.") == 1);
    CHECK(count_line(text, "# TYPE http_requests_total counter") == 1);
    CHECK(count_line(text, "http_requests_total{route=\"/demands/{number}\",status=\"200\"} 4") == 1);
    CHECK(count_line(text, "http_requests_total{route=\"/\\\"a\\\\\\n\",status=\"404\"} 1") == 1);
}

TEST_CASE("metrics: a gauge goes up and down") {
    Registry registry;
    Gauge queue = registry.gauge("writer_queue", "Writes waiting.");
    CHECK(count_line(registry.text(), "writer_queue 0") == 1);
    queue.add(5);
    queue.add(-2);
    CHECK(count_line(registry.text(), "writer_queue 3") == 1);
    queue.set(0.5);
    CHECK(count_line(registry.text(), "writer_queue 0.5") == 1);
}

TEST_CASE("metrics: a histogram counts up to each bound") {
    Registry registry;
    Histogram writes = registry.histogram("writes_per_commit", "Writes that shared a commit.", {1, 10});
    for (const double value : {1.0, 2.0, 10.0, 11.0}) writes.observe(value);
    const std::string text = registry.text();
    CAPTURE(text);
    CHECK(count_line(text, "writes_per_commit_bucket{le=\"1\"} 1") == 1);
    CHECK(count_line(text, "writes_per_commit_bucket{le=\"10\"} 3") == 1);
    CHECK(count_line(text, "writes_per_commit_bucket{le=\"+Inf\"} 4") == 1);
    CHECK(count_line(text, "writes_per_commit_sum 24") == 1);
    CHECK(count_line(text, "writes_per_commit_count 4") == 1);
    CHECK(duration_buckets().front() == 0.0005);
    registry.histogram("seconds", "Durations.", duration_buckets()).observe(0.003);
    CHECK(count_line(registry.text(), "seconds_bucket{le=\"0.005\"} 1") == 1);
}

TEST_CASE("metrics: threads lose nothing") {
    Registry registry;
    std::vector<std::thread> threads;
    for (int thread = 0; thread < 4; ++thread)
        threads.emplace_back([&registry, label = std::to_string(thread % 2)] {
            for (int i = 0; i < 2'000; ++i) {
                registry.counter("acts_total", "Acts.", {{"kind", label}}).add();
                registry.histogram("seconds", "Durations.", {1}).observe(0.5);
                if (i % 500 == 0) (void)registry.text();
            }
        });
    for (std::thread& thread : threads) thread.join();
    CHECK(count_line(registry.text(), "acts_total{kind=\"0\"} 4000") == 1);
    CHECK(count_line(registry.text(), "acts_total{kind=\"1\"} 4000") == 1);
    CHECK(count_line(registry.text(), "seconds_count 8000") == 1);
}
