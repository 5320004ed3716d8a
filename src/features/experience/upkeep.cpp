// What canyu doctor looks at: counts that are kept, and columns that name other rows.
#include "features/experience/experience.hpp"

namespace canyu::experience {

db::Upkeep upkeep() {
    return {{{"experience_award", "people", "bus_id",
              "select count(*) from experience_report r where r.bus_id = experience_award.bus_id"},
             {"experience_award", "loved", "bus_id",
              "select count(*) from experience_report r where r.bus_id = experience_award.bus_id and "
              "r.best_squad = "
              "experience_award.squad_id",
              "squad_id is not null"}},
            {{"experience_report", "bus_id", "release_bus"},
             db::said_by("experience_report", {"missing", "sentence"}),
             {"experience_award", "bus_id", "release_bus"},
             {"experience_award", "squad_id", "squad"}}};
}

}  // namespace canyu::experience
