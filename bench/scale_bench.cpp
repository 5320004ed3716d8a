// Measures the surfacing engine's index with a million stored reports: how long a suggestion, a report that
// comes in and a restart take, and how much memory it needs; SQLite's full-text search beside it.
//
//     CANYU_DATA=DIRECTORY scale_bench [REPORTS] [QUERIES] [BASELINE QUERIES]
//
// The reports recombine sentences of DIRECTORY/feedback (recombined_reports.hpp) and are made while they are
// stored. Queries are further reports of the same kind, title and body.
#include <time.h>

#include <atomic>
#include <chrono>
#include <thread>

#include "engines/surfacing/index.hpp"
#include "full_text_baseline.hpp"
#include "recombined_reports.hpp"

using namespace canyu;
using namespace canyu::bench;

namespace {

constexpr std::size_t limit = 10;

// Wall time, and what of the processors' time this program took in it: on a shared machine they differ.
class Watch {
  public:
    [[nodiscard]] double wall() const {
        return std::chrono::duration<double>(std::chrono::steady_clock::now() - start_).count();
    }
    [[nodiscard]] double own() const { return used() - used_; }

    // Of the calling thread, or of all threads together.
    explicit Watch(clockid_t clock = CLOCK_THREAD_CPUTIME_ID) : clock_(clock), used_(used()) {}

  private:
    [[nodiscard]] double used() const {
        timespec now{};
        clock_gettime(clock_, &now);
        return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) / 1e9;
    }

    clockid_t clock_;
    double used_;
    std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
};

double megabytes_in_memory() {
    std::ifstream status("/proc/self/status");
    for (std::string line; std::getline(status, line);)
        if (line.starts_with("VmRSS:")) return std::stod(line.substr(6)) / 1024;
    return 0;
}

double quantile(std::vector<double>& values, double share) {
    std::ranges::sort(values);
    return values[static_cast<std::size_t>(share * static_cast<double>(values.size() - 1))];
}

surfacing::Query query_of(const Recombined& report) {
    return {.title = report.title, .body = report.body, .limit = limit};
}

std::vector<Recombined> made(const RecombinedReports& reports, std::size_t first, std::size_t count) {
    std::vector<Recombined> queries;
    for (std::size_t i = 0; i < count; ++i) queries.push_back(reports.report(first + i));
    return queries;
}

void add(surfacing::Index& index, std::size_t number, const Recombined& report) {
    index.add({.id = Id{static_cast<std::int64_t>(number) + 1},
               .demand = Id{report.demand},
               .title = report.title,
               .body = report.body,
               .said = static_cast<std::int64_t>(number)});
}

void store(surfacing::Index& index, const RecombinedReports& reports, std::size_t count) {
    double wall = 0;
    double own = 0;
    double longest = 0;
    for (std::size_t i = 0; i < count; ++i) {
        const Recombined report = reports.report(i);
        const Watch watch;
        add(index, i, report);
        own += watch.own();
        const double took = watch.wall();
        wall += took;
        longest = std::max(longest, took);
    }
    fmt::print("add                 {:.0f} reports/s, own time {:.1f} us each, longest {:.1f} ms\n",
               static_cast<double>(count) / wall, own / static_cast<double>(count) * 1e6, longest * 1e3);
}

// What a product with few reports costs, tables of languages and of the asking thread included.
void measure_few(const RecombinedReports& reports) {
    constexpr std::size_t few = 1000;
    const double before = megabytes_in_memory();
    surfacing::Index index;
    for (std::size_t i = 0; i < few; ++i) add(index, i, reports.report(i));
    const bool found = !index.find(query_of(reports.report(few))).empty();
    fmt::print("memory              {:.1f} MB for {} reports{}\n", megabytes_in_memory() - before, few,
               found ? "" : ", nothing found");
}

void measure_suggestions(const surfacing::Index& index, std::span<const Recombined> queries) {
    std::vector<double> wall;
    std::vector<double> own;
    std::size_t right = 0;
    for (const Recombined& query : queries) {
        const Watch watch;
        const auto matches = index.find(query_of(query));
        wall.push_back(watch.wall() * 1e3);
        own.push_back(watch.own() * 1e3);
        right += std::ranges::any_of(matches,
                                     [&](const auto& match) { return match.demand.value == query.demand; });
    }
    fmt::print(
        "is it this?         p50 {:.2f} p99 {:.2f} longest {:.2f} ms | own time p50 {:.2f} p99 {:.2f}; its "
        "demand "
        "among {} in {:.3f}\n",
        quantile(wall, 0.5), quantile(wall, 0.99), quantile(wall, 1), quantile(own, 0.5), quantile(own, 0.99),
        limit, static_cast<double>(right) / static_cast<double>(queries.size()));
}

void measure_together(const surfacing::Index& index, std::span<const Recombined> queries, int threads) {
    std::atomic<std::size_t> next = 0;
    const Watch watch(CLOCK_PROCESS_CPUTIME_ID);
    {
        std::vector<std::jthread> askers;
        for (int i = 0; i < threads; ++i) {
            askers.emplace_back([&] {
                for (std::size_t mine = next++; mine < queries.size(); mine = next++)
                    if (index.find(query_of(queries[mine])).empty()) fmt::print("nothing found\n");
            });
        }
    }
    fmt::print("is it this?         {:.0f}/s on {} threads, own time {:.2f} ms each\n",
               static_cast<double>(queries.size()) / watch.wall(), threads,
               watch.own() / static_cast<double>(queries.size()) * 1e3);
}

// The image is in the page cache when it is read, as after a restart of the program.
surfacing::Index restarted(surfacing::Index index) {
    const std::filesystem::path file = std::filesystem::temp_directory_path() / "scale_bench.image";
    const Watch writing;
    {
        std::ofstream out(file, std::ios::binary);
        CANYU_CHECK(index.write(out, "as new as this"));
    }
    fmt::print("image               {:.0f} MB written in {:.2f} s (own time {:.2f} s)",
               static_cast<double>(std::filesystem::file_size(file)) / (1 << 20), writing.wall(),
               writing.own());
    index = surfacing::Index();
    const Watch reading;
    std::ifstream in(file, std::ios::binary);
    auto image = surfacing::Index::read(in);
    CANYU_CHECK(image.has_value());
    fmt::print(", read in {:.2f} s (own time {:.2f} s)\n", reading.wall(), reading.own());
    std::filesystem::remove(file);
    return std::move(image->index);
}

void measure_removing(surfacing::Index& index, std::size_t stored) {
    constexpr std::size_t count = 1000;
    const Watch watch;
    for (std::size_t i = 0; i < count; ++i)
        index.remove(Id{static_cast<std::int64_t>(i * stored / count) + 1});
    fmt::print("remove              {:.2f} ms each\n", watch.wall() / count * 1e3);
}

void measure_baseline(const RecombinedReports& reports, std::size_t count,
                      std::span<const Recombined> queries) {
    FullTextBaseline baseline(std::filesystem::temp_directory_path() / "scale_bench.sqlite");
    double adding = 0;
    for (std::size_t i = 0; i < count; ++i) {
        const Recombined report = reports.report(i);
        const Watch watch;
        baseline.add(static_cast<std::int64_t>(i) + 1, report.title, report.body);
        adding += watch.wall();
    }
    const Watch finishing;
    baseline.finish();
    adding += finishing.wall();
    std::vector<double> wall;
    for (const Recombined& query : queries) {
        const Watch watch;
        baseline.find(query.title + " " + query.body);
        wall.push_back(watch.wall() * 1e3);
    }
    fmt::print(
        "SQLite FTS5         add {:.0f} reports/s; is it this? p50 {:.0f} longest {:.0f} ms ({} queries)\n",
        static_cast<double>(count) / adding, quantile(wall, 0.5), quantile(wall, 1), queries.size());
}

}  // namespace

int main(int count, char** arguments) {
    const auto argument = [&](int place, std::size_t otherwise) {
        return count > place ? std::stoul(arguments[place]) : otherwise;
    };
    const std::size_t stored = argument(1, 1'000'000);
    const std::size_t asked = argument(2, 2'000);
    const std::filesystem::path data = feedback_directory();
    const RecombinedReports reports(data, stored);
    if (data.empty() || reports.empty()) {
        fmt::print("CANYU_DATA is not set, or its files are not there: nothing to measure on, skipped\n");
        return 0;
    }
    const double before = megabytes_in_memory();
    fmt::print("CANYU_DATA=… scale_bench {} {}\n{} sentences to recombine, {:.0f} MB\n", stored, asked,
               reports.sentences(), before);
    measure_few(reports);
    surfacing::Index index;
    store(index, reports, stored);
    const std::vector<Recombined> queries = made(reports, stored, asked);
    const double after = megabytes_in_memory();
    fmt::print("memory              {:.0f} MB in all, {:.0f} MB the index\n", after, after - before);
    measure_suggestions(index, queries);
    measure_suggestions(index, queries);
    measure_together(index, queries, 1);
    measure_together(index, queries, 2);
    index = restarted(std::move(index));
    fmt::print("memory              {:.0f} MB in all after the restart\n", megabytes_in_memory());
    measure_suggestions(index, queries);
    measure_removing(index, stored);
    if (const std::size_t few = argument(3, 20); few > 0)
        measure_baseline(reports, stored, std::span(queries).first(std::min(few, queries.size())));
}
