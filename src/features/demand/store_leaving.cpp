// The SQL for a person who leaves for good.
#include "features/demand/store.hpp"

namespace canyu::demand::store {

bool others_ask(db::Reader& reader, Id demand, Id person) {
    return reader.value<std::int64_t>(
               "select case when exists (select 1 from report where (home_id = ? or demand_id = ?) and "
               "person_id <> ?) or exists (select 1 from support where (home_id = ? or demand_id = ?) and "
               "person_id <> ? and withdrawn_at is null) then 1 else 0 end",
               demand, demand, person, demand, demand, person) == 1;
}

std::vector<Id> founded_by(db::Reader& reader, Id person) {
    return reader.rows<Id>("select id from demand where founder_id = ?", person);
}

void empty_old_titles(db::Writer& writer, Id demand) {
    writer.execute("update demand_change set reason = '' where demand_id = ? and act = ?", demand,
                   DemandAct::renamed);
}

void empty_objections(db::Writer& writer, Id person) {
    writer.execute("update demand_change set reason = '' where person_id = ? and act = ?", person,
                   DemandAct::reopened);
}

}  // namespace canyu::demand::store
