// Private to platform/jobs: the rows of the job table and the steps they go through.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/clock.hpp"
#include "base/id.hpp"
#include "platform/db/db.hpp"

namespace canyu::jobs {

enum class Kind { event, delivery, job };
BOOST_DESCRIBE_ENUM(Kind, event, delivery, job)

struct Row {
    Id id;
    Kind kind = Kind::job;
    std::string name;
    std::string subscriber;
    std::string payload;
    Time due_at{};
    Time held_until{};
    std::int64_t attempts = 0;
};
BOOST_DESCRIBE_STRUCT(Row, (), (id, kind, name, subscriber, payload, due_at, held_until, attempts))

// What became of a claimed row.
struct Outcome {
    enum Status { done, failed, not_started };
    Status status = not_started;
    std::string error{};
};

// Claims up to `limit` rows that are due, the earliest first; each has its attempt counted and belongs to the
// caller for the time of the lease.
std::vector<Row> claim(db::Writer& writer, Time now, Milliseconds lease, std::int64_t limit);

// Puts one delivery for each subscriber, claimed like its event, in the place of the event, and answers them.
std::vector<Row> hand_out(db::Writer& writer, const Row& event, std::span<const std::string> subscribers,
                          IdSource& ids);

// Deletes what is done, puts off or gives up what failed, and gives back what was not started. A row that
// another worker has claimed meanwhile is left to that one.
void settle(db::Writer& writer, const Row& row, const Outcome& outcome, Time now, int max_attempts);

// The wait after that many attempts: 1 s, 2 s, 4 s …, at most an hour.
Milliseconds wait_after(std::int64_t attempts);

}  // namespace canyu::jobs
