// What canyu doctor looks at: counts that are kept, and columns that name other rows.
#include "features/release/release.hpp"

namespace canyu::release {

db::Upkeep upkeep() {
    return {{},
            {{"release_timetable", "product_id", "product"},
             {"release_bus", "product_id", "product"},
             {"release_seat", "bus_id", "release_bus"},
             {"release_seat", "demand_id", "demand"},
             {"release_word", "bus_id", "release_bus"},
             {"release_seat", "boarded_by", "person"},
             {"release_word", "by_person", "person"}}};
}

}  // namespace canyu::release
