// Groups reports into demands in one pass: each joins an earlier demand or founds one, knowing only the past.
#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "base/id.hpp"
#include "engines/surfacing/index.hpp"

namespace canyu::surfacing {

// The first answer is the best to show; the likeliest may stand a little below it, among so many.
inline constexpr std::size_t likeliest_within = 5;
// Nothing where there is no answer.
const Match* likeliest(const std::vector<Match>& matches);

struct NewReport {
    Id id;
    std::string_view title;
    std::string_view body;
    std::int64_t said = 0;  // as Report::said
};

struct Placement {
    Id demand;  // the demand joined, or the report's own id for the one it founded
    bool joined;
    double probability;  // of the likeliest earlier demand, joined or not; 0 without one
};

// When many say the same at once, each in words of their own, no two of them need be alike enough to be
// joined. What tells them is that of the `compared` reports most like a new one far more are among the
// `latest` of the product than chance would have it.
struct WaveOptions {
    std::size_t latest = 200;
    std::size_t compared = 20;
    double chance = 1e-6;      // of so many or more, if it did not matter when a report was said
    double likely = 0.12;      // probability from which on one of the latest may be of the same wave
    std::size_t together = 4;  // so many of these make one
};

// The reports of a wave that are most like one, the likest first.
struct Wave {
    struct Said {
        Id report;
        Id demand;  // Id{}: it has none yet
    };
    std::vector<Said> reports;
};

// The wave that a report is part of, which the index may hold already; nothing in calm times. `latest`: the
// reports said about when it was, as nearest() of its moment and WaveOptions::latest. Density as in DBSCAN
// (Ester, Kriegel, Sander, Xu 1996). Pure.
std::optional<Wave> wave_of(const Index& index, const NewReport& report, std::span<const Id> latest,
                            const WaveOptions& options = {});
// That most of them belong to, the oldest among equals; Id{} where none has any.
Id demand_of(const Wave& wave);

// One pass over the reports of one product, in the order in which they are said. Threads: as a mutation of
// the index.
class Clustering {
  public:
    explicit Clustering(const WaveOptions& options = {}) : options_(options) {}

    // Asks the index for the demand of a report it does not hold yet, and adds the report there: the
    // likeliest by Options::join_probability, else the one that most of its wave belong to, else a new one.
    Placement place(Index& index, const NewReport& report) const;

  private:
    WaveOptions options_;
};

}  // namespace canyu::surfacing
