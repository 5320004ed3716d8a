// Work after the answer: events that other slices hear of, jobs with a time, and work that repeats; all of it
// durable.
//
//     jobs.subscribe<TopicAdded>("topic_added", "notices", [&](const TopicAdded& event) { … });      // once,
//     at start store.write([&](db::Writer& w) { …; jobs.publish(w, "topic_added", TopicAdded{…}); });
//
// publish and enqueue write a row in the caller's transaction: what is rolled back was never published. Each
// subscriber gets each event at least once, so a handler is idempotent; what it writes, it writes in
// transactions of its own. A handler that throws is tried again later and later; after the last attempt the
// row stays, dead, for an admin to see.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.hpp"
#include "base/id.hpp"
#include "platform/db/db.hpp"
#include "platform/json/json.hpp"

namespace canyu::jobs {

struct Options {
    int max_attempts = 12;  // waits of 1 s, 2 s, 4 s … lie between, at most an hour: a good hour in all
    // A handler that takes longer may be run a second time beside the first; after a crash its work waits so
    // long.
    Milliseconds lease = std::chrono::minutes{1};
    std::int64_t batch = 32;  // rows claimed at once
};

struct DeadJob {
    Id id;
    std::string name;
    std::string subscriber;  // "" for a job
    std::string payload;
    std::int64_t attempts = 0;
    std::optional<std::string> last_error;
    Time dead_at{};
};
BOOST_DESCRIBE_STRUCT(DeadJob, (), (id, name, subscriber, payload, attempts, last_error, dead_at))

struct Counts {
    std::int64_t waiting = 0;  // those due later and those being worked on included
    std::int64_t dead = 0;
};
BOOST_DESCRIBE_STRUCT(Counts, (), (waiting, dead))

// Thread rule: subscribe, handle and every are called before start() and before the first run_due(), from one
// thread; every other method may be called from any thread.
class Jobs {
  public:
    // All three outlive it.
    Jobs(db::Database& database, const Clock& clock, IdSource& ids, Options options = {});
    // Stops.
    ~Jobs();

    // Payload is a described struct. Every name (of an event with a subscriber, of a job, of repeated work)
    // is unique; a second one is a bug.
    template <class Payload, class Act>
    void subscribe(std::string_view event, std::string_view subscriber, Act act) {
        add_handler(event, subscriber, reading<Payload>(std::move(act)));
    }
    template <class Payload, class Act>
    void handle(std::string_view job, Act act) {
        add_handler(job, "", reading<Payload>(std::move(act)));
    }
    // Runs `act` at the first start and then once an interval, on one of all processes, without catching up
    // what a stopped server missed. What it throws is logged.
    void every(std::string_view name, Milliseconds interval, std::function<void()> act);

    template <class Payload>
    void publish(db::Writer& writer, std::string_view event, const Payload& payload) {
        add_event(writer, event, json::to_json(payload));
    }
    template <class Payload>
    Id enqueue(db::Writer& writer, std::string_view job, const Payload& payload, Time due) {
        return add_job(writer, job, json::to_json(payload), due);
    }

    // Works in `threads` threads until stop(), which waits for what is being done. Wakes at once after a
    // commit of this process; what others wrote is found within a second.
    void start(int threads);
    void stop();
    // For a handler that takes long: what it puts off then is done after the next start.
    bool is_stopping() const;
    // Does on this thread, in the order of due times, all that is due at `now`, also what that work makes
    // due, and answers how much was done, failures included. For tests, the demo and commands.
    std::size_t run_due(Time now);

    static Counts counts(db::Reader& reader);
    // The latest first.
    static std::vector<DeadJob> dead(db::Reader& reader, std::int64_t limit);
    // Lets it try again from now on, with all attempts; false when there is no such dead job.
    bool revive(db::Writer& writer, Id id);
    static bool discard(db::Writer& writer, Id id);

  private:
    using Handler = std::function<void(std::string_view payload)>;

    template <class Payload, class Act>
    static Handler reading(Act act) {
        return [act = std::move(act)](std::string_view text) {
            const Result<Payload> payload = json::from_json<Payload>(text);
            if (!payload) unreadable(payload.error());
            act(*payload);
        };
    }
    [[noreturn]] static void unreadable(const Problem& problem);
    void add_handler(std::string_view name, std::string_view subscriber, Handler handler);
    void add_event(db::Writer& writer, std::string_view event, std::string payload);
    Id add_job(db::Writer& writer, std::string_view job, std::string payload, Time due);

    struct Core;
    std::unique_ptr<Core> core_;
};

}  // namespace canyu::jobs
