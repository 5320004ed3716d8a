// Inside the sale slice: people who are made up, come to a shadow allotment as people come, and keep count of
// what they are told.
#pragma once

#include <map>
#include <queue>

#include "features/allotments/allotments.hpp"
#include "features/sale/rehearsal.hpp"

namespace canyu::sale {

// When one of the crowd comes, in milliseconds from the start; nothing for who waits before it.
std::optional<std::int64_t> arrival_of(const Load& load, std::int64_t person);

// One thread calls it. Their tickets are signed as real ones, they go through a gate and a waiting room of
// their own, and to the same desk. Three in four pay; one in sixteen taps once more after it got something,
// and has to be told the same.
class Crowd {
  public:
    // `terms`: of the shadow. All outlive the crowd; answers that come after it are heard by nobody.
    Crowd(const allotments::Counter& counter, const Clock& clock, Id shadow, const allocation::Terms& terms,
          const Load& load);

    // What is due by now, at most `most` taps and payments.
    void act(std::size_t most);
    // Everybody has been told something that is final.
    bool is_done() const { return due_.empty() && waiting_ == 0; }
    bool is_answered() const { return waiting_ == 0; }
    // Hears what was answered meanwhile.
    void hear();

    // All but what the desk says.
    Course course() const;
    const std::map<std::string_view, std::int64_t>& refusals() const { return refusals_; }
    // Nobody was told what cannot be: a unit twice, something else at the second tap, no to a payment.
    bool is_consistent() const { return consistent_; }

  private:
    enum class Does : std::uint8_t { tap, tap_again, pay };
    struct Step {
        Time at;
        std::uint32_t person;
        Does what;
        bool operator<(const Step& other) const { return at > other.at; }  // the earliest on top
    };
    struct Person {
        std::string ticket;
        std::string key;
        std::chrono::steady_clock::time_point asked;
        std::uint32_t unit = 0;
    };
    struct Answer {
        std::uint32_t person;
        Does what;
        allotments::Tapped tapped;
        std::chrono::steady_clock::time_point at;
    };
    struct Ears;

    void come_in(std::uint32_t person, Time now);
    void tap(const Step& step);
    void pay(const Step& step);
    void take(const Answer& answer);
    void got_one(const Answer& answer);
    void heard_again(const Answer& answer);
    std::uint8_t channel_of(std::uint32_t person) const;

    const Clock& clock_;
    allotments::WaitingRoom room_;
    const allotments::Counter counter_;
    allotments::Gate gate_;
    const Id shadow_;
    const allocation::Terms terms_;
    const std::shared_ptr<Ears> ears_;
    std::vector<Person> people_;
    std::priority_queue<Step> due_;
    std::size_t waiting_ = 0;  // for an answer
    std::vector<bool> given_;  // of the units
    std::map<std::string_view, std::int64_t> refusals_;
    std::vector<float> latencies_;  // milliseconds
    Course course_;
    bool consistent_ = true;
};

}  // namespace canyu::sale
