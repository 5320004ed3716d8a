// The advantage of the fast state over the usual one, gap by gap.
#include "engines/surfacing/rising/burst.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace canyu::surfacing {
namespace {

constexpr double milliseconds_a_day = Milliseconds(std::chrono::days(1)).count();

double days_between(Time from, Time to) {
    return static_cast<double>((to - from).count()) / milliseconds_a_day;
}

class Automaton {
  public:
    Automaton(Time founded, const BurstOptions& options) : options_(options), last_(founded) {
        begin_run(founded);
    }

    void join(Time at) {
        const bool known = people_before_ >= options_.people_to_know && usual_ > 0;
        advantage_ += std::log(options_.faster) - price_of_waiting(at);
        remember(at);
        if (!known || advantage_ <= 0 || is_usual_by(at)) begin_run(at);
        if (advantage_ >= cost()) burning_ = true;
        advantage_ = std::min(advantage_, 2 * cost());
    }

    void wait_until(Time now) {
        if (advantage_ <= price_of_waiting(now) || is_usual_by(now)) burning_ = false;
        last_ = now;
    }

    [[nodiscard]] Burst state() const {
        Burst result{.since = {}, .usual_a_day = usual_, .recent_a_day = 0};
        if (!burning_) return result;
        result.since = run_from_;
        const double days = days_between(run_from_, last_);
        result.recent_a_day = days > 0 ? (people_ - people_before_) / days : 0;
        return result;
    }

  private:
    [[nodiscard]] double cost() const {
        constexpr double days_a_week = 7;
        return std::max(options_.least_cost, options_.dearness * std::sqrt(usual_ * days_a_week));
    }

    [[nodiscard]] double price_of_waiting(Time now) const {
        return usual_ * (options_.faster - 1) * days_between(last_, now);
    }

    [[nodiscard]] bool is_usual_by(Time now) const { return now - run_from_ > options_.longest; }

    void remember(Time at) {
        const double half_life = days_between(Time{}, Time{options_.past_half_life});
        const double fade = std::exp2(-days_between(last_, at) / half_life);
        faded_people_ = faded_people_ * fade + 1;
        faded_days_ = faded_days_ * fade + (1 - fade) * half_life / std::numbers::ln2;
        ++people_;
        last_ = at;
    }

    // The past that a run is held against ends where the run begins.
    void begin_run(Time from) {
        advantage_ = 0;
        burning_ = false;
        run_from_ = from;
        people_before_ = people_;
        usual_ = faded_days_ > 0 ? faded_people_ / faded_days_ : 0;
    }

    const BurstOptions& options_;
    Time last_;
    Time run_from_;
    double people_ = 0;
    double people_before_ = 0;
    double faded_people_ = 0;
    double faded_days_ = 0;
    double usual_ = 0;
    double advantage_ = 0;
    bool burning_ = false;
};

}  // namespace

Burst burst(std::span<const Time> joined, Time now, const BurstOptions& options) {
    if (joined.empty() || joined.front() > now) return {};
    Automaton automaton(joined.front(), options);
    for (const Time at : joined) {
        if (at > now) break;
        automaton.join(at);
    }
    automaton.wait_until(now);
    return automaton.state();
}

}  // namespace canyu::surfacing
