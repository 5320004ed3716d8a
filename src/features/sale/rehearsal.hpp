// Inside the sale slice: a plan tried out with a crowd that is made up, on a shadow of its stock.
#pragma once

#include <stop_token>

#include "features/sale/sale.hpp"

namespace canyu::sale {

// When the crowd comes: all wait before the start; half of it does, and ever fewer come after; or evenly.
enum class Arrival { waiting, rush, steady };
BOOST_DESCRIBE_ENUM(Arrival, waiting, rush, steady)

// `gave_way`: to a real sale. `broken_off`: the server went down in the middle.
enum class RehearsalState { running, done, stopped, gave_way, broken_off };
BOOST_DESCRIBE_ENUM(RehearsalState, running, done, stopped, gave_way, broken_off)

struct Load {
    std::int64_t people = 0;  // 1 to most_rehearsing
    Arrival arrival = Arrival::rush;
    std::int64_t seconds =
        0;  // from the start until the last one comes, 1 to 60; without meaning for `waiting`
};
BOOST_DESCRIBE_STRUCT(Load, (), (people, arrival, seconds))
// A hundred bytes each, and as many units at most. Together they tap 20,000 times a second at most, which
// leaves a small machine most of its time for those who are really there.
inline constexpr std::int64_t most_rehearsing = 100'000;

// What it came to so far.
struct Course {
    std::int64_t taps = 0;  // that were answered
    std::int64_t granted = 0;
    std::int64_t paid = 0;
    std::int64_t took = 0;                       // milliseconds from the start to the last answer
    std::optional<std::int64_t> sold_out_after;  // milliseconds from the start, once nothing was left
    std::int64_t p50 = 0;                        // microseconds from a tap to "it is yours"
    std::int64_t p99 = 0;
    std::int64_t units_left = 0;  // as the desk has it
    std::int64_t units_held = 0;
    std::int64_t units_sold = 0;
    bool exact = false;
};
BOOST_DESCRIBE_STRUCT(Course, (),
                      (taps, granted, paid, took, sold_out_after, p50, p99, units_left, units_held,
                       units_sold, exact))

struct Rehearsal {
    Id id;
    Id sale_id;
    Id allotment_id;  // the shadow: of the kind "rehearsal", and nothing follows from it
    Id by_person;
    Load load;
    std::int64_t units = 0;  // as planned, or fewer in proportion: no more than most_rehearsing
    RehearsalState state = RehearsalState::running;
    Time started_at{};
    Time alive_at{};  // its process still ran it
    std::optional<Time> ended_at;
    Course course;
    // Of the journal, counted by who follows it.
    std::int64_t journal_claims = 0;
    std::int64_t journal_payments = 0;

    // Whose process says nothing for ten seconds is no more.
    bool is_alive(Time now) const {
        return state == RehearsalState::running && now < alive_at + std::chrono::seconds{10};
    }
};
struct Refusals {
    std::string outcome;  // as a tap comes to
    std::int64_t times = 0;
};
BOOST_DESCRIBE_STRUCT(Refusals, (), (outcome, times))

struct Started {
    Rehearsal rehearsal;
    allocation::Terms terms;  // of the shadow
};
// Opens the shadow and keeps the row; run() does the rest, after the commit. 404; 422 on people and seconds;
// 409 "sale.rehearses_plans", "sale.rehearses_already", "sale.rehearses_not_now" while a sale is open or
// opens within five minutes.
Result<Started> rehearse(db::Writer& writer, const Acting& acting, Id sale, const Load& load);
// Its process sees it within a second. 409 "sale.rehearses_nothing".
Result<void> stop_rehearsal(db::Writer& writer, const Acting& acting, Id sale);
// For the clock: what a server that is gone left in the middle is broken off, and its shadow closed.
void tidy_rehearsals(db::Database& store, const allotments::Counter& counter, Time now);

// Lets the crowd come, on the calling thread, and keeps what it came to; until `stop`, which breaks it off.
void run(db::Database& store, const allotments::Counter& counter, const Clock& clock, const Started& started,
         const std::stop_token& stop);

}  // namespace canyu::sale
