// How soon a doubled pace is told, and how often something rises that should not.
//
//     burst_bench
//
// Made-up demands whose people come by chance at a pace of their own that never changes, alone and sixty of
// them on one board, with and without the swing of the day: every burst of theirs is a false one. Then their
// pace doubles. CANYU_DATA=DIRECTORY adds the two real streams of DIRECTORY/feedback.
//
// A demand surfaces when it comes above the waterline of ten with three people or more and was not above it
// with so many in the four weeks before; where ten places are more than what is said, a lone report lies
// above it too, which calls nobody. It surfaces falsely when it is in a burst then, and in the four weeks
// after fewer people join than twice its usual pace would bring: ten places are always somebody's, but a
// burst says that more are coming, and calls people to look at once. Beside it stands what was not kept: in
// the four weeks after fewer joined than in the seven days that had lifted it, burst or not.
#include <cmath>
#include <numbers>
#include <random>
#include <set>

#include "replayed_stream.hpp"

using namespace canyu;
using namespace canyu::bench;
using surfacing::BurstOptions;
using surfacing::Voice;

namespace {

constexpr std::size_t capacity = 10;
constexpr std::int64_t crowd = 3;
constexpr std::int64_t looked_back = 28 * day;
constexpr double days_of_past = 28;

// When people come at an even pace, in days; `swing`: how much more than the mean come at the busiest hour.
class Arrivals {
  public:
    Arrivals(double swing, std::mt19937_64& random) : swing_(swing), random_(random) {}

    double next(double pace) {
        even_ += std::exponential_distribution<double>(pace)(random_);
        double at = even_;
        // even = at + swing · sin(2π · at) / 2π, solved by Newton's method
        constexpr double turn = 2 * std::numbers::pi;
        for (int step = 0; step < 20; ++step)
            at -= (at + swing_ * std::sin(turn * at) / turn - even_) / (1 + swing_ * std::cos(turn * at));
        return at;
    }

  private:
    double swing_;
    std::mt19937_64& random_;
    double even_ = 0;
};

Time after(double days) {
    return time_from_milliseconds(static_cast<std::int64_t>(days * static_cast<double>(day)));
}

// What a list of those who joined says at each of them.
bool is_burst(const std::vector<Time>& joined, const BurstOptions& options) {
    return surfacing::burst(joined, joined.back(), options).since.has_value();
}

struct Told {
    int doubled = 0;  // tries that were in no burst when the pace doubled
    int in_time = 0;  // of them: within 3 people or 24 hours, what is later
    double false_bursts = 0;
    double weeks = 0;
};

void try_doubling(double pace, double swing, const BurstOptions& options, std::mt19937_64& random,
                  Told& told) {
    constexpr std::size_t least_past = 60;
    Arrivals arrivals(swing, random);
    std::vector<Time> joined = {after(0)};
    bool was = false;
    while (joined.size() < least_past || joined.back() < after(days_of_past)) {
        joined.push_back(after(arrivals.next(pace)));
        const bool is = is_burst(joined, options);
        told.false_bursts += is && !was ? 1 : 0;
        was = is;
    }
    told.weeks += static_cast<double>(to_milliseconds(joined.back())) / static_cast<double>(7 * day);
    if (was) return;
    ++told.doubled;
    const Time changed = joined.back();
    for (int more = 1;; ++more) {
        joined.push_back(after(arrivals.next(2 * pace)));
        if (more > 3 && joined.back() > changed + std::chrono::days(1)) return;
        if (!is_burst(joined, options)) continue;
        ++told.in_time;
        return;
    }
}

void tell_doublings(const char* name, const BurstOptions& options, double swing) {
    fmt::print("{:<34}", name);
    for (const double pace : {0.1, 0.3, 1.0, 2.0, 5.0, 10.0, 20.0, 50.0}) {
        std::mt19937_64 random(7);
        Told told;
        const int tries = pace > 20 ? 40 : pace > 5 ? 100 : 400;
        for (int i = 0; i < tries; ++i) try_doubling(pace, swing, options, random, told);
        fmt::print("{:>5.0f} {:>4.2f}", 100.0 * told.in_time / told.doubled, told.false_bursts / told.weeks);
    }
    fmt::print("\n");
    std::fflush(stdout);
}

// Demands and who stands above water, voice by voice.
class Board {
  public:
    // The demand's voices have changed. What surfaced by that, of any demand.
    void hear(Id demand, const std::vector<Voice>& voices, Time now) {
        demands_[demand].voices = voices;
        std::vector<double> buoyancies;
        std::vector<surfacing::Factors> all;
        for (const auto& [id, one] : demands_) {
            all.push_back(surfacing::factors(one.voices, now));
            buoyancies.push_back(all.back().buoyancy);
        }
        const double level = surfacing::waterline(buoyancies, capacity).level;
        std::size_t at = 0;
        for (auto& [id, one] : demands_) {
            const surfacing::Factors& factors = all[at++];
            if (factors.buoyancy <= level || factors.people - factors.held < crowd) continue;
            if (!one.above || now - *one.above > Milliseconds(looked_back))
                surfaced_.push_back({id, now, factors.burst_since});
            one.above = now;
        }
    }

    struct Surfaced {
        Id demand;
        Time at;
        std::optional<Time> burst_since;
    };
    [[nodiscard]] const std::vector<Surfaced>& surfaced() const { return surfaced_; }

    [[nodiscard]] std::vector<Time> joined(Id demand) const {
        std::map<Id, Time> first;
        for (const Voice& voice : demands_.at(demand).voices)
            if (!voice.held) first.try_emplace(voice.person, voice.said);
        std::vector<Time> joined;
        for (const auto& [person, at] : first) joined.push_back(at);
        std::ranges::sort(joined);
        return joined;
    }

  private:
    struct Demand {
        std::vector<Voice> voices;
        std::optional<Time> above;  // last
    };
    std::map<Id, Demand> demands_;
    std::vector<Surfaced> surfaced_;
};

std::int64_t joined_within(const std::vector<Time>& joined, Time from, Time until) {
    return std::ranges::upper_bound(joined, until) - std::ranges::upper_bound(joined, from);
}

struct Surfacings {
    double weeks = 0;
    double all = 0;
    double not_kept = 0;  // fewer joined after than had lifted it
    double bursting = 0;
    double falsely = 0;  // of these: the pace had not doubled
};

Surfacings judge(const Board& board, Time first, Time last) {
    Surfacings result;
    const Time judged_until = last - Milliseconds(looked_back);
    result.weeks = static_cast<double>((judged_until - first).count()) / static_cast<double>(7 * day);
    for (const Board::Surfaced& one : board.surfaced()) {
        if (one.at > judged_until) break;
        const std::vector<Time> joined = board.joined(one.demand);
        const std::int64_t later = joined_within(joined, one.at, one.at + Milliseconds(looked_back));
        const bool is_kept = later >= joined_within(joined, one.at - std::chrono::days(7), one.at);
        const double doubled =
            2 * surfacing::burst(joined, one.at).usual_a_day * static_cast<double>(looked_back / day);
        ++result.all;
        result.not_kept += is_kept ? 0 : 1;
        result.bursting += one.burst_since ? 1 : 0;
        result.falsely += one.burst_since && static_cast<double>(later) < doubled ? 1 : 0;
    }
    return result;
}

void print(const std::string& name, const Surfacings& is) {
    fmt::print("{:<34}{:>8.0f}{:>10.2f}{:>10.2f}{:>13.2f}{:>10.2f}\n", name, is.weeks, is.all / is.weeks,
               is.not_kept / is.weeks, is.bursting / is.weeks, is.falsely / is.weeks);
    std::fflush(stdout);
}

// Sixty demands as uneven as 1 / rank, none of which ever changes its pace.
void surface_of_nothing(double people_a_day, double swing) {
    constexpr int demands = 60;
    constexpr double lasts = 182;
    std::mt19937_64 random(11);
    double shares = 0;
    for (int rank = 1; rank <= demands; ++rank) shares += 1.0 / rank;
    std::vector<std::pair<double, int>> acts;
    for (int rank = 1; rank <= demands; ++rank) {
        Arrivals arrivals(swing, random);
        const double pace = people_a_day / shares / rank;
        for (double at = arrivals.next(pace); at < lasts; at = arrivals.next(pace))
            acts.emplace_back(at, rank);
    }
    std::ranges::sort(acts);
    Board board;
    std::map<int, std::vector<Voice>> voices;
    std::int64_t person = 0;
    for (const auto& [at, rank] : acts) {
        voices[rank].push_back({.person = Id{++person}, .said = after(at)});
        board.hear(Id{rank}, voices[rank], after(at));
    }
    print(fmt::format("even, {} people a day{}", people_a_day, swing > 0 ? ", by day" : ""),
          judge(board, after(0), after(lasts)));
}

void surface_of_stream(const std::string& name) {
    const std::filesystem::path path = feedback_directory() / (name + ".jsonl.gz");
    if (!there(path)) return;
    Heard heard;
    Board board;
    Time first{};
    Time last{};
    for (const Line& line : read_stream(path)) {
        last = time_from_milliseconds(line.at);
        if (first == Time{}) first = last;
        const Id demand = heard.report(line);
        board.hear(demand, heard.replay().row(demand, last).voices, last);
    }
    print(name, judge(board, first, last));
}

}  // namespace

int main() {
    fmt::print("{:<34}", "told in time of 100, false a week; a day:");
    for (const double pace : {0.1, 0.3, 1.0, 2.0, 5.0, 10.0, 20.0, 50.0}) fmt::print("{:>10}", pace);
    fmt::print("\n");
    for (const double dearness : {0.15, 0.2, 0.27, 0.36, 0.5})
        tell_doublings(fmt::format("dearness {}", dearness).c_str(), {.dearness = dearness}, 0);
    tell_doublings("as shipped, swing of the day 0.8", {}, 0.8);
    fmt::print("\n{:<34}{:>8}{:>10}{:>10}{:>13}{:>10}\n", "a week:", "weeks", "surfaced", "not kept",
               "in a burst", "falsely");
    for (const double people : {3.0, 10.0, 30.0, 60.0}) surface_of_nothing(people, 0);
    surface_of_nothing(30, 0.8);
    if (feedback_directory().empty()) return 0;
    for (const char* name : {"en_stream_android", "en_stream_signal"}) surface_of_stream(name);
}
