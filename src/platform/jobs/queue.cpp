#include "platform/jobs/queue.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace canyu::jobs {

std::vector<Row> claim(db::Writer& writer, Time now, Milliseconds lease, std::int64_t limit) {
    auto rows = writer.rows<Row>(
        "update job set held_until = ?, attempts = attempts + 1 where id in (select id from job where due_at "
        "<= ? and "
        "held_until <= ? and dead_at is null order by due_at, id limit ?) "
        "returning id, kind, name, subscriber, payload, due_at, held_until, attempts",
        now + lease, now, now, limit);
    // What `returning` answers has no order of its own.
    std::ranges::sort(rows, {}, [](const Row& row) { return std::pair(row.due_at, row.id); });
    return rows;
}

std::vector<Row> hand_out(db::Writer& writer, const Row& event, std::span<const std::string> subscribers,
                          IdSource& ids) {
    std::vector<Row> deliveries;
    for (const std::string& subscriber : subscribers) {
        Row delivery = event;
        delivery.id = ids.next();
        delivery.kind = Kind::delivery;
        delivery.subscriber = subscriber;
        writer.insert("job", delivery);
        deliveries.push_back(std::move(delivery));
    }
    writer.execute("delete from job where id = ?", event.id);
    return deliveries;
}

void settle(db::Writer& writer, const Row& row, const Outcome& outcome, Time now, int max_attempts) {
    // Whoever claims a row counts an attempt, so an unchanged count means that it is still ours.
    if (outcome.status == Outcome::done) {
        writer.execute("delete from job where id = ? and attempts = ?", row.id, row.attempts);
    } else if (outcome.status == Outcome::not_started) {
        writer.execute("update job set held_until = 0, attempts = attempts - 1 where id = ? and attempts = ?",
                       row.id, row.attempts);
    } else {
        const std::optional<Time> dead_at = row.attempts >= max_attempts ? std::optional(now) : std::nullopt;
        writer.execute(
            "update job set due_at = ?, held_until = 0, last_error = ?, dead_at = ? where id = ? and "
            "attempts = ?",
            now + wait_after(row.attempts), shorten(clean_text(outcome.error), 1000), dead_at, row.id,
            row.attempts);
    }
}

Milliseconds wait_after(std::int64_t attempts) {
    constexpr Milliseconds longest = std::chrono::hours{1};
    const auto doublings = std::clamp<std::int64_t>(attempts - 1, 0, 20);
    return std::min(longest, Milliseconds{1000LL << doublings});
}

}  // namespace canyu::jobs
