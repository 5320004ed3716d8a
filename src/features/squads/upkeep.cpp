// What canyu doctor looks at: counts that are kept, and columns that name other rows.
#include "features/squads/squads.hpp"

namespace canyu::squads {

db::Upkeep upkeep() {
    return {{{"product_number", "last_number", "product_id",
              "coalesce((select max(number) from squad where squad.product_id = product_number.product_id "
              "and number > product_number.last_number), last_number)",
              "kind = 'squad'"}},
            {{"squad", "product_id", "product"},
             {"squad_member", "squad_id", "squad"},
             {"squad_member", "person_id", "person"},
             {"squad_module", "squad_id", "squad"},
             {"squad_pull", "squad_id", "squad"},
             {"squad_pull", "demand_id", "demand"},
             {"squad_read", "report_id", "report"},
             {"squad_own_work", "squad_id", "squad"},
             {"squad_pull", "pulled_by", "person"},
             {"squad_pull", "returned_by", "person"},
             {"squad_read", "person_id", "person"},
             {"squad_own_work", "by_person", "person"}}};
}

}  // namespace canyu::squads
