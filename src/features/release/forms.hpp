// What staff send about releases.
#pragma once

#include <optional>
#include <string>

#include "features/release/views.hpp"

namespace canyu::release {

struct TimetableForm {
    std::string time_zone;
    Weekday leaves_weekday = Weekday::friday;
    std::string leaves_at;  // "17:00"
    Weekday boarding_weekday = Weekday::wednesday;
    std::string boarding_at;
    std::optional<std::int64_t> first_number;  // only before the first bus
};
BOOST_DESCRIBE_STRUCT(TimetableForm, (),
                      (time_zone, leaves_weekday, leaves_at, boarding_weekday, boarding_at, first_number))

struct BoardForm {
    Id demand;
};
BOOST_DESCRIBE_STRUCT(BoardForm, (), (demand))

struct LeaveForm {
    std::string version;
};
BOOST_DESCRIBE_STRUCT(LeaveForm, (), (version))

struct TextForm {
    std::string markdown;
};
BOOST_DESCRIBE_STRUCT(TextForm, (), (markdown))

// hours: from now on until a late bus leaves; only read there.
struct WordForm {
    std::string reason;
    std::optional<std::int64_t> hours;
};
BOOST_DESCRIBE_STRUCT(WordForm, (), (reason, hours))

}  // namespace canyu::release
