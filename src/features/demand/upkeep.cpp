// What canyu doctor looks at: counts that are kept, and columns that name other rows.
#include "features/demand/demand.hpp"

namespace canyu::demand {
namespace {

// As measure() counts: reports, and supports that were not withdrawn, each person once.
const std::string said =
    "from (select person_id, said_at from report where report.demand_id = demand.id union all "
    "select person_id, said_at from support where support.demand_id = demand.id and withdrawn_at is "
    "null) as said";

}  // namespace

db::Upkeep upkeep() {
    return {
        {{"demand", "reports", "id", "select count(*) from report where report.demand_id = demand.id"},
         {"demand", "people", "id", "select count(distinct person_id) " + said},
         {"demand", "last_said_at", "id", "select max(said_at) " + said, "exists (select 1 " + said + ")"},
         {"product_number", "last_number", "product_id",
          "coalesce((select max(number) from demand where demand.product_id = product_number.product_id "
          "and number > product_number.last_number), last_number)",
          "kind = 'demand'"}},
        {{"demand", "product_id", "product"},
         {"demand", "into_id", "demand"},
         {"demand", "founder_id", "person"},
         {"report", "demand_id", "demand"},
         {"report", "home_id", "demand"},
         {"support", "demand_id", "demand"},
         {"support", "home_id", "demand"},
         db::said_by("support", {"why"}),
         {"demand_change", "demand_id", "demand"},
         {"demand_change", "other_id", "demand"},
         {"verdict", "demand_id", "demand"},
         db::said_by("verdict", {"words"}),
         {"waterline", "product_id", "product"},
         {"index_image", "product_id", "product"},
         {"voice_standing", "demand_id", "demand"},
         {"voice_standing", "person_id", "person"},
         {"not_me", "demand_id", "demand"},
         {"not_me", "home_id", "demand"},
         {"not_me", "person_id", "person"},
         {"vouched", "product_id", "product"},
         {"vouched", "person_id", "person"},
         {"vouched", "vouched_by", "person"},
         {"demand_change", "person_id", "person"},
         {"wave", "report_id", "report"},
         {"wave", "beside_id", "report"}}};
}

}  // namespace canyu::demand
