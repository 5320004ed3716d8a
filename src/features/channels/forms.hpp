// What people send about channels.
#pragma once

#include "features/channels/channels.hpp"

namespace canyu::channels {

struct ChooseForm {
    Channel channel = Channel::stable;
};
BOOST_DESCRIBE_STRUCT(ChooseForm, (), (channel))

enum class Runs { well, badly };
BOOST_DESCRIBE_ENUM(Runs, well, badly)
struct RunsForm {
    Runs runs = Runs::well;
};
BOOST_DESCRIBE_STRUCT(RunsForm, (), (runs))

struct RulesForm {
    std::optional<std::int64_t> daily_most;
    std::optional<std::int64_t> weekly_most;
    std::int64_t weekly_people = 0;
    std::int64_t weekly_no = 0;
    std::int64_t weekly_days = 0;
    std::int64_t stable_people = 0;
    std::int64_t stable_no = 0;
    std::int64_t stable_days = 0;
};
BOOST_DESCRIBE_STRUCT(RulesForm, (),
                      (daily_most, weekly_most, weekly_people, weekly_no, weekly_days, stable_people,
                       stable_no, stable_days))

struct MoveForm {
    Channel to = Channel::nobody;
    std::string reason;
};
BOOST_DESCRIBE_STRUCT(MoveForm, (), (to, reason))

}  // namespace canyu::channels
