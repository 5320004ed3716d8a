// A demand as its row is, and as lists of any slice show it. Part of demand.hpp.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "base/clock.hpp"
#include "base/id.hpp"
#include "base/shape.hpp"

namespace canyu::demand {

// Where a demand stands on its way. `surfaced` is reached by floating above the waterline, the rest by
// people's acts.
enum class Stage { heard, surfaced, planned, making, shipped, works };
BOOST_DESCRIBE_ENUM(Stage, heard, surfaced, planned, making, shipped, works)

// Whether it is still on its way; anything but `open` carries a public reason.
enum class Standing { open, declined, deferred, redirected, merged };
BOOST_DESCRIBE_ENUM(Standing, open, declined, deferred, redirected, merged)

struct Demand {
    Id id;
    Id product_id;
    std::int64_t number = 0;  // in its product; /demands/{product slug}/{number}
    std::string title;
    Stage stage = Stage::heard;
    Standing standing = Standing::open;
    std::optional<Id> into;  // the demand it was merged into or redirected to
    std::string reason;      // public, for any standing but open
    std::string alternative;
    Id founder;               // who said it first
    std::int64_t people = 0;  // distinct persons who reported or support it
    std::int64_t reports = 0;
    double buoyancy = 0;
    bool above_water = false;
    Time created_at{};  // when its founder said it; of one that was split off, when that was
    Time last_said_at{};
    std::optional<Time> surfaced_at;
    std::optional<Time> shipped_at;  // the last time
};
BOOST_DESCRIBE_STRUCT(Demand, (),
                      (id, product_id, number, title, stage, standing, into, reason, alternative, founder,
                       people, reports, buoyancy, above_water, created_at, last_said_at, surfaced_at,
                       shipped_at))

// A demand as lists of any slice show it.
struct DemandCard {
    Id id;
    std::int64_t number = 0;
    std::string title;
    std::string url;
    Stage stage = Stage::heard;
    Standing standing = Standing::open;
    bool above_water = false;
    std::int64_t people = 0;
    Time last_said_at{};
    std::string title_language;  // "zh-CN", or "" where it is not known
};
BOOST_DESCRIBE_STRUCT(DemandCard, (),
                      (id, number, title, url, stage, standing, above_water, people, last_said_at,
                       title_language))

}  // namespace canyu::demand
