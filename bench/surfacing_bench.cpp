// Measures the surfacing engine: does it find the same demand, how well does it group, how long does "is it
// this?" take?
//
//     CANYU_DATA=DIRECTORY surfacing_bench
//
// DIRECTORY/feedback holds the feedback files; a set that is not there is skipped. Every report is a query
// before it joins, so only the past is known; recall is counted over the reports that have an earlier true
// duplicate.
#include <fmt/core.h>
#include <time.h>

#include <chrono>
#include <map>
#include <set>

#include "engines/surfacing/clustering.hpp"
#include "engines/surfacing/index.hpp"
#include "labelled_sets.hpp"
#include "plain_bm25.hpp"

using namespace canyu;
using namespace canyu::bench;

namespace {

constexpr int rounds = 3;

// B-cubed (Bagga and Baldwin 1998) over the labelled reports.
struct BCubed {
    double precision = 0;
    double recall = 0;
    [[nodiscard]] double f1() const { return 2 * precision * recall / (precision + recall); }
};

BCubed judge(const std::vector<Labelled>& reports, const std::vector<Id>& demands) {
    std::map<Id, double> in_demand;
    std::map<std::string, double> in_group;
    std::map<std::pair<Id, std::string>, double> in_both;
    double labelled = 0;
    for (std::size_t i = 0; i < reports.size(); ++i) {
        if (reports[i].group.empty()) continue;
        ++labelled;
        ++in_demand[demands[i]];
        ++in_group[reports[i].group];
        ++in_both[{demands[i], reports[i].group}];
    }
    BCubed result;
    for (const auto& [pair, both] : in_both) {
        result.precision += both * both / in_demand[pair.first] / labelled;
        result.recall += both * both / in_group[pair.second] / labelled;
    }
    return result;
}

// Wall time is what a person waits; the thread's own time beside it shows what of that other programs took.
class Timer {
  public:
    template <class Work>
    auto time(const Work& work) {
        const auto wall = std::chrono::steady_clock::now();
        const double own = thread_micros();
        auto result = work();
        own_.push_back(thread_micros() - own);
        wall_.push_back(
            std::chrono::duration<double, std::micro>(std::chrono::steady_clock::now() - wall).count());
        return result;
    }

    [[nodiscard]] std::string text() {
        return fmt::format("{:>6.0f} {:>6.0f} {:>6.0f} | {:>6.0f} {:>6.0f} {:>6.0f}", quantile(wall_, 0.5),
                           quantile(wall_, 0.99), quantile(wall_, 1), quantile(own_, 0.5),
                           quantile(own_, 0.99), quantile(own_, 1));
    }

  private:
    static double thread_micros() {
        timespec now{};
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
        return static_cast<double>(now.tv_sec) * 1e6 + static_cast<double>(now.tv_nsec) / 1e3;
    }

    static double quantile(std::vector<double>& micros, double share) {
        std::ranges::sort(micros);
        return micros[static_cast<std::size_t>(share * static_cast<double>(micros.size() - 1))];
    }

    std::vector<double> wall_;
    std::vector<double> own_;
};

void measure_recall(const LabelledSet& set, const std::vector<Labelled>& reports) {
    surfacing::Index index;
    surfacing::Clustering clustering;
    PlainBm25 plain;
    Recall engine_recall;
    Recall plain_recall;
    Timer timer;
    std::vector<Id> demands;
    std::set<std::string> heard;
    for (std::size_t i = 0; i < reports.size(); ++i) {
        const Labelled& report = reports[i];
        const std::string_view title = set.body_only ? std::string_view() : report.title;
        const auto matches = timer.time(
            [&] { return index.find({.title = title, .body = report.body, .limit = deepest_answer}); });
        if (!report.group.empty() && !heard.insert(report.group).second) {
            std::vector<std::size_t> found;
            for (const auto& match : matches)
                found.push_back(static_cast<std::size_t>(match.report.value) - 1);
            engine_recall.count(found, reports, report.group);
            plain_recall.count(plain.find(std::string(title) + "\n" + report.body, deepest_answer), reports,
                               report.group);
        }
        const Id id{static_cast<std::int64_t>(i) + 1};
        demands.push_back(clustering
                              .place(index, {.id = id,
                                             .title = report.title,
                                             .body = report.body,
                                             .said = set.in_time_order ? id.value : 0})
                              .demand);
        plain.add(report.title + "\n" + report.body);
    }
    const BCubed clusters = judge(reports, demands);
    fmt::print("{:<20}{:>8}  {:<20}{:<20}{:.2f} {:.2f} {:.2f}  {}\n", set.name, engine_recall.queries,
               plain_recall.text(), engine_recall.text(), clusters.precision, clusters.recall, clusters.f1(),
               timer.text());
}

// The whole text of every stored report asked against all of them, itself left out.
void measure_latency(const std::vector<Labelled>& reports) {
    surfacing::Index index;
    Timer adding;
    for (std::size_t i = 0; i < reports.size(); ++i) {
        const Id id{static_cast<std::int64_t>(i) + 1};
        adding.time([&] {
            index.add({.id = id, .demand = id, .title = reports[i].title, .body = reports[i].body});
            return 0;
        });
    }
    fmt::print("\n{} issues, the whole text asked against all the others\n", reports.size());
    fmt::print("{:<20}{}\n", "add", adding.text());
    for (int round = 1; round <= rounds; ++round) {
        Timer asking;
        for (std::size_t i = 0; i < reports.size(); ++i) {
            const Id id{static_cast<std::int64_t>(i) + 1};
            asking.time([&] {
                return index.find({.title = reports[i].title, .body = reports[i].body, .except_report = id});
            });
        }
        fmt::print("{:<20}{}\n", fmt::format("is it this? round {}", round), asking.text());
    }
}

}  // namespace

int main() {
    const std::filesystem::path data = feedback_directory();
    if (data.empty()) {
        fmt::print("CANYU_DATA is not set: nothing to measure on, skipped\n");
        return 0;
    }
    fmt::print(
        "CANYU_DATA=… surfacing_bench\nTimes in microseconds: p50 p99 longest of wall time | of the thread's "
        "own\n\n");
    fmt::print("{:<20}{:>8}  {:<20}{:<20}{:<16}{}\n", "set", "queries", "plain R@1/5/10", "engine R@1/5/10",
               "B-cubed P R F1", "is it this?");
    for (const LabelledSet& set : labelled_sets(data)) {
        if (set.judged && there(set.path)) measure_recall(set, set.read(set.path));
    }
    const std::filesystem::path signal = data / "en_stream_signal.jsonl.gz";
    if (there(signal)) measure_latency(read_reports(signal));
}
