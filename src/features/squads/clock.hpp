// The clock from a voice to its owner: how long until what people say is read, answered, planned and shipped.
#pragma once

#include <optional>
#include <vector>

#include "features/squads/squads.hpp"

namespace canyu::squads {

// The old way took a month from a focus group to its report; every leg is shown against it.
inline constexpr std::chrono::days old_month{30};
// What is looked at: words of the last quarter.
inline constexpr std::chrono::days looked_back{91};

enum class Leg { read, answered, planned, shipped };
BOOST_DESCRIBE_ENUM(Leg, read, answered, planned, shipped)

// What became of one report, and when; nothing for what has not happened. Never before it was said: who asks
// for what is in the plan already waits no time for that.
struct VoiceTimes {
    Id report;
    Time said{};
    std::optional<Time> read;      // first, by the squad that makes its demand
    std::optional<Time> answered;  // a post of the squad under the demand, or a public decision about it
    std::optional<Time> planned;
    std::optional<Time> shipped;
};

// Over all voices, those that still wait counted as waiting for ever, so that silence does not flatter: the
// median is nothing while fewer than half have come so far, p90 while fewer than nine of ten.
struct LegTimes {
    Leg leg = Leg::read;
    std::int64_t reached = 0;
    std::optional<Milliseconds> median;
    std::optional<Milliseconds> p90;
};

struct VoiceClock {
    std::int64_t voices = 0;
    std::vector<LegTimes> legs;  // in the order of Leg
    std::int64_t unread = 0;
    std::optional<VoiceTimes> oldest_unread;
    std::int64_t beyond_line = 0;  // said longer ago than the old month, and not answered
};
VoiceClock summarize(const std::vector<VoiceTimes>& voices, Time now);

// Of the demands a squad makes, or of all a product's words, said in the last quarter.
VoiceClock clock_of_squad(db::Reader& reader, const Squad& squad, Time now);
VoiceClock clock_of_product(db::Reader& reader, Id product, Time now);

}  // namespace canyu::squads
