#include "features/sale/crowd.hpp"

#include <algorithm>
#include <cmath>
#include <mutex>

#include "features/sale/claiming.hpp"

namespace canyu::sale {
namespace {

using Steady = std::chrono::steady_clock;

constexpr std::uint32_t people_of_a_network = 50;
// So many wait for the desk at once, as many as connections a busy server has.
constexpr std::size_t most_waiting = 2000;

// In each, of a thousand or so.
constexpr bool pays(std::uint32_t person) {
    return person % 4 != 0;
}
constexpr bool taps_again(std::uint32_t person) {
    return person % 16 == 0;
}

// A payment comes half a second to two seconds after the order.
Milliseconds until_payment(std::uint32_t person) {
    return Milliseconds{500 + person % 1500};
}

std::int64_t place_of(std::vector<float>& sorted, double share) {
    if (sorted.empty()) return 0;
    const auto at = static_cast<std::size_t>(share * static_cast<double>(sorted.size() - 1));
    return std::llround(sorted[at] * 1000);
}

}  // namespace

// What the desk's thread says, until it is heard.
struct Crowd::Ears {
    std::mutex mutex;
    std::vector<Answer> answers;

    void say(Answer answer) {
        const std::lock_guard lock(mutex);
        answers.push_back(answer);
    }
    std::vector<Answer> take() {
        const std::lock_guard lock(mutex);
        return std::exchange(answers, {});
    }
};

std::optional<std::int64_t> arrival_of(const Load& load, std::int64_t person) {
    const double span = static_cast<double>(load.seconds) * 1000;
    const std::int64_t early = load.arrival == Arrival::waiting ? load.people
                               : load.arrival == Arrival::rush  ? load.people / 2
                                                                : 0;
    if (person < early) return std::nullopt;
    const double share = static_cast<double>(person - early) /
                         static_cast<double>(std::max<std::int64_t>(load.people - early, 1));
    // The density falls in a straight line to nothing at the end of the span.
    const double at = load.arrival == Arrival::rush ? 1 - std::sqrt(1 - share) : share;
    return static_cast<std::int64_t>(at * span);
}

Crowd::Crowd(const allotments::Counter& counter, const Clock& clock, Id shadow,
             const allocation::Terms& terms, const Load& load)
    : clock_(clock),
      room_(counter.tickets),
      counter_{counter.desk, counter.projection, counter.tickets, room_},
      gate_(counter_),
      shadow_(shadow),
      terms_(terms),
      ears_(std::make_shared<Ears>()),
      people_(static_cast<std::size_t>(load.people)),
      given_(allocation::units_of(terms)) {
    const Time opens = terms.channels.front().opens;
    for (std::uint32_t i = 0; i < people_.size(); ++i) {
        const auto arrival = arrival_of(load, i);
        if (!arrival) come_in(i, std::min(clock.now(), opens - Milliseconds{1}));
        due_.push({opens + Milliseconds{arrival.value_or(0)}, i, Does::tap});
    }
}

// Every unit that is kept for a few has one who may use it; everybody else comes to the first channel.
std::uint8_t Crowd::channel_of(std::uint32_t person) const {
    std::uint64_t before = 0;
    for (std::size_t i = terms_.channels.size(); i-- > 1;)
        if (before += terms_.channels[i].units; person < before) return static_cast<std::uint8_t>(i);
    return 0;
}

void Crowd::come_in(std::uint32_t person, Time now) {
    const auto channel = channel_of(person);
    const auto& window = terms_.channels[channel];
    // Numbers so small are nobody's id.
    allotments::Ticket ticket{.allotment = shadow_,
                              .person = Id{std::int64_t{person} + 1},
                              .channels = static_cast<std::uint8_t>(1U << channel),
                              .reserved = window.needs_reservation,
                              .until = window.closes};
    ticket.turn = room_.turn(ticket, window.opens, now);
    people_[person].ticket = counter_.tickets.sign(ticket);
    people_[person].key = allotments::new_key();
}

void Crowd::act(std::size_t most) {
    hear();
    const Time now = clock_.now();
    for (; most > 0 && waiting_ < most_waiting && !due_.empty() && due_.top().at <= now; --most) {
        const Step step = due_.top();
        due_.pop();
        ++waiting_;
        step.what == Does::pay ? pay(step) : tap(step);
    }
}

void Crowd::tap(const Step& step) {
    Person& person = people_[step.person];
    const Time now = clock_.now();
    if (person.ticket.empty()) come_in(step.person, now);
    person.asked = Steady::now();
    const auto heard = [ears = ears_, step](const allotments::Tapped& tapped) {
        ears->say({step.person, step.what, tapped, Steady::now()});
    };
    if (!gate_.lets_in(step.person / people_of_a_network, now)) return heard(allotments::Gate::too_often);
    gate_.tap(person.ticket, person.key, now, heard);
}

void Crowd::pay(const Step& step) {
    const allocation::Act act{.kind = allocation::ActKind::confirm,
                              .person = Id{std::int64_t{step.person} + 1},
                              .key = allotments::key_from(people_[step.person].key).value(),
                              .reference = {step.person + std::uint64_t{1}, 0}};
    counter_.desk.ask(shadow_, act, [ears = ears_, step](const allocation::Answer& decided) {
        const bool decides = allocation::decides(decided.outcome);
        ears->say({step.person,
                   step.what,
                   {allocation::name_of(decided.outcome), decides ? 200 : 503,
                    decides ? Milliseconds{0} : Milliseconds{500}, decided.unit},
                   Steady::now()});
    });
}

void Crowd::hear() {
    for (const Answer& answer : ears_->take()) {
        --waiting_;
        take(answer);
    }
}

void Crowd::take(const Answer& answer) {
    const allotments::Tapped& tapped = answer.tapped;
    if (answer.what != Does::pay) ++course_.taps;
    course_.took = (clock_.now() - terms_.channels.front().opens).count();
    if (tapped.ask_again.count() > 0) {
        ++refusals_[tapped.outcome];
        due_.push({clock_.now() + tapped.ask_again, answer.person, answer.what});
    } else if (answer.what != Does::tap) {
        heard_again(answer);
    } else if (tapped.status == 200) {
        got_one(answer);
    } else {
        ++refusals_[tapped.outcome];
    }
}

void Crowd::got_one(const Answer& answer) {
    Person& person = people_[answer.person];
    person.unit = answer.tapped.unit;
    if (person.unit >= given_.size() || given_[person.unit]) {
        consistent_ = false;
        return;
    }
    given_[person.unit] = true;
    latencies_.push_back(std::chrono::duration<float, std::milli>(answer.at - person.asked).count());
    if (++course_.granted == static_cast<std::int64_t>(given_.size())) course_.sold_out_after = course_.took;
    const Time now = clock_.now();
    if (taps_again(answer.person)) due_.push({now, answer.person, Does::tap_again});
    if (pays(answer.person)) due_.push({now + until_payment(answer.person), answer.person, Does::pay});
}

void Crowd::heard_again(const Answer& answer) {
    const bool is_paid = answer.what == Does::pay;
    const std::string_view expected =
        allocation::name_of(is_paid ? allocation::Outcome::confirmed : allocation::Outcome::granted);
    if (answer.tapped.outcome != expected || answer.tapped.unit != people_[answer.person].unit)
        consistent_ = false;
    else if (is_paid)
        ++course_.paid;
}

Course Crowd::course() const {
    Course course = course_;
    std::vector<float> sorted = latencies_;
    std::ranges::sort(sorted);
    course.p50 = place_of(sorted, 0.5);
    course.p99 = place_of(sorted, 0.99);
    return course;
}

}  // namespace canyu::sale
