// Inside the allotments slice: the right to lead an allotment, for some seconds at a time.
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <vector>

#include "engines/allocation/sequencer.hpp"
#include "platform/db/db.hpp"

namespace canyu::allotments {

// A lease runs out for its holder before anybody else may take it: by a margin in which the clocks of
// processes may differ.
inline constexpr std::chrono::seconds lease_lasts{6};
inline constexpr std::chrono::seconds lease_margin{4};

// Never jumps; for how long a lease of this process still runs.
class SteadyClock final : public Clock {
  public:
    Time now() const override {
        return Time{
            std::chrono::duration_cast<Milliseconds>(std::chrono::steady_clock::now().time_since_epoch())};
    }
};

// Any thread. Leases of one process.
class Leases {
  public:
    Leases(db::Database& store, std::int64_t node, const Clock& clock)
        : store_(store), node_(node), clock_(clock) {}

    // Nothing while another process has it. One that this process had is given anew, with a larger epoch:
    // nobody knows whether the thread that had it still writes.
    std::optional<allocation::Lease> take(Id allotment);
    struct Held {
        Id allotment;
        std::uint64_t epoch = 0;
    };
    struct Renewed {
        Id allotment;
        std::uint64_t epoch = 0;
        std::optional<Time> until;  // nothing when another process took it over
    };
    // Without waiting; `done` is called on a database thread, perhaps after these leases are gone, and not at
    // all when the database does not answer. Throws db::Unavailable.
    void renew(std::vector<Held> held, std::function<void(std::vector<Renewed>)> done);

    // So that nobody has to wait for them to run out. When the database does not answer they do.
    void give_back(std::span<const Held> held) noexcept;

    const Clock& steady() const { return steady_; }

  private:
    db::Database& store_;
    const std::int64_t node_;
    const Clock& clock_;
    const SteadyClock steady_;
};

}  // namespace canyu::allotments
