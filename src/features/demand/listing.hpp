// What a list of demands can be asked for.
#pragma once

#include <boost/describe.hpp>

namespace canyu::demand {

// Those not in the plan yet, all, those at a stage of their way, or those it was decided not to do.
enum class ListStage { rising, all, planned, making, shipped, decided };
BOOST_DESCRIBE_ENUM(ListStage, rising, all, planned, making, shipped, decided)

enum class ListSort { rising, newest, most };
BOOST_DESCRIBE_ENUM(ListSort, rising, newest, most)

}  // namespace canyu::demand
