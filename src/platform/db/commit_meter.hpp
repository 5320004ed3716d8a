// Private to platform/db: counts what the commits cost, where somebody wants to know.
#pragma once

#include <chrono>
#include <optional>

#include "platform/metrics/metrics.hpp"

namespace canyu::db {

// Any thread may call any method; without a registry all of them do nothing.
class CommitMeter {
  public:
    explicit CommitMeter(metrics::Registry* registry) {
        if (!registry) return;
        series_.emplace(Series{
            registry->histogram("database_commit_seconds", "Time from beginning a transaction to its commit.",
                                metrics::duration_buckets()),
            registry->histogram("database_writes_per_commit", "Writes that were committed together.",
                                {1, 2, 4, 8, 16, 32, 64, 128, 256}),
            registry->counter("database_retries_total", "Writes run again because they met others."),
            registry->counter("database_failed_commits_total", "Transactions that could not be committed.")});
    }

    void committed(std::size_t writes, std::chrono::duration<double> took) {
        if (!series_) return;
        series_->seconds.observe(took.count());
        series_->writes.observe(static_cast<double>(writes));
    }
    void retried() {
        if (series_) series_->retries.add();
    }
    void failed() {
        if (series_) series_->failures.add();
    }

  private:
    struct Series {
        metrics::Histogram seconds;
        metrics::Histogram writes;
        metrics::Counter retries;
        metrics::Counter failures;
    };
    std::optional<Series> series_;
};

}  // namespace canyu::db
