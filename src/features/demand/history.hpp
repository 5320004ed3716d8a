// What happened to a demand: its acts, its public history, and what is told of them. Part of demand.hpp.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/shape.hpp"
#include "platform/db/db.hpp"

namespace canyu::demand {

// What happened to a demand, as its public history says it.
enum class DemandAct {
    heard,     // the first report founded it
    surfaced,  // floated above the waterline for the first time
    planned,   // the plan slice's stages, …
    making,
    shipped,
    back,      // … taken back to before the plan
    works,     // enough people say it works
    reopened,  // people say it does not, in the words of the one who tipped it
    declined,
    deferred,
    redirected,
    opened,     // such a decision was taken back
    merged,     // into `other`
    took_in,    // `other` was merged into it
    unmerged,   // from `other`
    gave_back,  // `other` stands for itself again
    split_off,  // some of its reports became `other`
    came_of,    // made of reports of `other`
    renamed     // `reason` is the title it had
};
BOOST_DESCRIBE_ENUM(DemandAct, heard, surfaced, planned, making, shipped, back, works, reopened, declined,
                    deferred, redirected, opened, merged, took_in, unmerged, gave_back, split_off, came_of,
                    renamed)

struct DemandChange {
    Time at{};
    std::optional<Id> person_id;  // nothing when it happened by itself
    DemandAct act = DemandAct::heard;
    std::string reason;
    std::optional<Id> other_id;
};
BOOST_DESCRIBE_STRUCT(DemandChange, (), (at, person_id, act, reason, other_id))

// A change that concerns everybody who asked; the event "demand_changed", told by tell_of_change().
struct Changed {
    Id demand;
    DemandAct act = DemandAct::planned;
    std::optional<Id> by;
    Time at{};
};
BOOST_DESCRIBE_STRUCT(Changed, (), (demand, act, by, at))
using Publish = std::function<void(db::Writer&, const Changed&)>;

// Oldest first.
std::vector<DemandChange> history(db::Reader& reader, Id demand);
// The same of many, without what another demand had to do with it.
std::unordered_map<Id, std::vector<DemandChange>> histories(db::Reader& reader,
                                                            const std::vector<Id>& demands);

// Tells who asked for it, but not who did it. A shipping is told with the receipts.
void tell_of_change(db::Writer& writer, IdSource& ids, const Changed& changed);

}  // namespace canyu::demand
