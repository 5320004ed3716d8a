// What staff send to change the plan.
#pragma once

#include <optional>
#include <string>

#include "features/plan/plan.hpp"

namespace canyu::plan {

// weeks_ahead: 0 is this week; only read on the week's horizon.
struct EnterForm {
    Horizon horizon = Horizon::week;
    std::optional<std::int64_t> weeks_ahead;
    std::string reason;
};
BOOST_DESCRIBE_STRUCT(EnterForm, (), (horizon, weeks_ahead, reason))

// What can be done to a demand that is in the plan; horizon and weeks_ahead are only read by move.
enum class PlanAct { move, start, ship, leave };
BOOST_DESCRIBE_ENUM(PlanAct, move, start, ship, leave)

struct ChangeForm {
    PlanAct act = PlanAct::move;
    std::optional<Horizon> horizon;
    std::optional<std::int64_t> weeks_ahead;
    std::string reason;
};
BOOST_DESCRIBE_STRUCT(ChangeForm, (), (act, horizon, weeks_ahead, reason))

}  // namespace canyu::plan
