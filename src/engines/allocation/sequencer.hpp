// Decides for one allotment in memory, one act after another, and answers after the ledger has kept it.
#pragma once

#include <array>
#include <atomic>
#include <mutex>
#include <optional>
#include <span>
#include <stop_token>
#include <vector>

#include "engines/allocation/act.hpp"
#include "engines/allocation/batch.hpp"
#include "engines/allocation/bell.hpp"
#include "engines/allocation/bounded_queue.hpp"
#include "engines/allocation/checks.hpp"
#include "engines/allocation/doorway.hpp"
#include "engines/allocation/ledger.hpp"
#include "engines/allocation/replay.hpp"

namespace canyu::allocation {

// The right to lead until some moment of the lease clock. Whoever grants leases gives each a larger epoch and
// grants none before the one before has run out, by its own clock and with a margin.
struct Lease {
    std::uint64_t epoch = 0;
    Time until{};
};

// The one who asked, in the words of whoever passes the act on.
struct Answered {
    std::uint64_t asker = 0;
    Answer answer;
};

// Where answers go; called by the thread that drives the sequencer, once for a whole batch.
class Answers {
  public:
    virtual ~Answers() = default;
    virtual void answered(std::span<const Answered> answers) = 0;
};

enum class Phase : std::uint8_t {
    away,     // another process may lead; everybody is told so
    leading,  // decides and answers
    halted    // an append failed, the ledger cannot be read or units do not add up: an operator is needed
};

// How an allotment stands in the ledger, for the control room.
struct Standing {
    std::uint64_t rows = 0;
    Time time{};
    std::array<Stock, most_channels> stock{};
    std::int64_t money_left = 0;
    bool stopped = false;
    bool closed = false;
    bool adds_up = true;
    Time audited{};  // when that was last looked at
};

struct SequencerOptions {
    Checks checks;
    std::size_t queue = 1 << 13;  // acts that wait before more are refused
    std::size_t batch = 4096;     // acts decided for one row
    std::size_t expiries = 1024;  // holds given back with one row
};

// One thread drives it: collect(), the ledger's append, settle(), again and again (see drive). What is
// decided in between is a guess until settle(yes) makes it true; any other end drops it, and lead() reads
// everything anew. submit(), refusal(), phase() and standing() are for any thread.
class Sequencer {
  public:
    // The lease clock never jumps (a steady clock); the other one is what people see, and may. The bell rings
    // when something was submitted, for the thread that drives this and perhaps other sequencers. All must
    // outlive the sequencer.
    Sequencer(Id allotment, const Clock& clock, const Clock& lease_clock, Answers& answers, Bell& bell,
              SequencerOptions options = {});

    // False when too many wait: nothing was taken over, and `asker` gets no answer.
    bool submit(const Act& act, std::uint64_t asker);
    // Why this claim cannot be granted now, from memory; nothing where it has to be submitted.
    [[nodiscard]] std::optional<Outcome> refusal(const Act& act) const;
    [[nodiscard]] Phase phase() const { return phase_.load(std::memory_order_relaxed); }
    [[nodiscard]] Standing standing() const;

    // For the driving thread alone, and not between collect() and settle():

    // Reads the ledger and leads from then on. The first row it writes, perhaps an empty one, shuts out every
    // earlier leader and every append of its own that is still under way. False when there is a later leader
    // (then it is away) or the ledger cannot be read or does not add up (then it is halted).
    bool lead(Ledger& ledger, Lease lease);
    void renew(Time until);
    void leave();
    // Decides what waits, and answers what needs no append. The row to append, if there is one; it lives
    // until settle() is told how that went.
    std::optional<Row> collect();
    void settle(Appended appended);
    // Looks whether units = left + held + sold though nothing is appended; where they are not, it halts.
    void audit();
    // Whether nobody waits to be collected.
    [[nodiscard]] bool idle() const { return queue_.empty(); }
    // As it was after the last settle(yes); while it leads.
    [[nodiscard]] const Replay* state() const { return state_ ? &*state_ : nullptr; }

  private:
    struct Question {
        std::uint64_t asker = 0;
        Act act;
    };

    [[nodiscard]] bool on(Check check) const { return options_.checks.on(check); }
    [[nodiscard]] bool lease_runs() const;
    Time now();
    void take_questions();
    void decide(Time now);
    void add(const Decision& decision);
    [[nodiscard]] bool must_append() const;
    Row seal(Time now);
    void turn_away(Outcome outcome);
    void prepare_doorway();
    void hand_out();
    void drop(Phase phase, Outcome outcome);
    void publish(bool adds_up);

    const Id allotment_;
    const Clock& clock_;
    const Clock& lease_clock_;
    Answers& sink_;
    Bell& bell_;
    const SequencerOptions options_;

    BoundedQueue<Question> queue_;
    std::atomic<Phase> phase_{Phase::away};
    mutable std::mutex standing_mutex_;
    Standing standing_;

    Lease lease_;
    Doorway doorway_;
    std::optional<Replay> state_;
    Time latest_{};          // no answer was given by a later time
    bool unproven_ = false;  // nothing appended since lead()
    bool in_flight_ = false;
    Place place_;  // of the row in flight
    BatchWriter writer_;
    std::span<const std::byte> sealed_;
    std::vector<Question> questions_;
    std::vector<Answered> answers_;
};

// Runs a sequencer on the calling thread. While one append runs the next acts gather: batches are as large as
// the ledger is slow, and nobody waits for a timer.
void drive(Sequencer& sequencer, Bell& bell, Ledger& ledger, const std::stop_token& stop);

}  // namespace canyu::allocation
