// The public improvement plan: what will be made, when, and every change of mind with its reason.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "features/demand/demand.hpp"
#include "platform/db/upkeep.hpp"

namespace canyu::plan {

// Three distances: a week that is named, this quarter, and the long road (hard, but we will).
enum class Horizon { week, quarter, long_road };
BOOST_DESCRIBE_ENUM(Horizon, week, quarter, long_road)

enum class ChangeKind { entered, moved, started, shipped, left };
BOOST_DESCRIBE_ENUM(ChangeKind, entered, moved, started, shipped, left)

// Where a demand stands in the plan.
struct Item {
    Id demand_id;
    Id product_id;
    Horizon horizon = Horizon::week;
    std::optional<Time> week;  // the Monday it is meant for, on the week's horizon
    Time entered_at{};
    std::optional<Time> shipped_at;
};
BOOST_DESCRIBE_STRUCT(Item, (), (demand_id, product_id, horizon, week, entered_at, shipped_at))

// One change of mind; rows are only added.
struct Change {
    Id id;
    Id demand_id;
    Id product_id;
    Time at{};
    Id by_person;
    ChangeKind kind = ChangeKind::entered;
    std::optional<Horizon> from_horizon;
    std::optional<Time> from_week;
    std::optional<Horizon> to_horizon;
    std::optional<Time> to_week;
    std::string reason;
};
BOOST_DESCRIBE_STRUCT(Change, (),
                      (id, demand_id, product_id, at, by_person, kind, from_horizon, from_week, to_horizon,
                       to_week, reason))

struct Target {
    Horizon horizon = Horizon::week;
    std::optional<Time> week;  // any time in the week; only on the week's horizon, where it is required
};

// The Monday (00:00 in the community's zone) `weeks` after the week of `time`.
Time monday(Time time, std::int64_t weeks);

// Every act is public at once, checks that the demand is open, and tells the demand slice its new stage.
// Entering needs no reason; all other changes need one of 4 to 1,000 characters ("reason").
Result<void> enter(db::Writer& writer, IdSource& ids, demand::Demands& demands, Id demand,
                   const Target& target, const std::string& reason, Id by,
                   Time now);  // 409 "plan.in_already"
// The target may be where it stands already: then only the reason is new.
Result<void> move(db::Writer& writer, IdSource& ids, Id demand, const Target& target,
                  const std::string& reason, Id by, Time now);
Result<void> start(db::Writer& writer, IdSource& ids, demand::Demands& demands, Id demand,
                   const std::string& reason, Id by, Time now);
Result<void> ship(db::Writer& writer, IdSource& ids, demand::Demands& demands, Id demand,
                  const std::string& reason, Id by, Time now);
// Takes it out of the plan again; it floats or sinks by itself from then on.
Result<void> leave(db::Writer& writer, IdSource& ids, demand::Demands& demands, Id demand,
                   const std::string& reason, Id by, Time now);

std::optional<Item> find(db::Reader& reader, Id demand);
// What is in the plan and has not shipped, the nearest first; of one product, or of all (Id{}).
std::vector<Item> open_items(db::Reader& reader, Id product);
std::vector<Change> changes_of(db::Reader& reader, Id demand);  // newest first

void add_pages(web::Site& site, demand::Demands& demands);

// What of this slice's rows follows from others, for canyu doctor.
db::Upkeep upkeep();

}  // namespace canyu::plan
