#include "features/credits/store.hpp"

namespace canyu::credits::store {

void insert(db::Writer& writer, const Credit& credit) {
    writer.insert_new("credit", credit);
}

// Id{} stands for every product.
std::vector<Id> people_with(db::Reader& reader, const Wanted& wanted, std::int64_t count) {
    return reader.rows<Id>(
        "select person_id from credit where kind = ? and (cast(? as bigint) = 0 or product_id = ?) "
        "and at >= ? group by person_id having count(*) >= ? order by person_id",
        wanted.kind, wanted.product, wanted.product, wanted.since, count);
}

std::vector<Credit> of_person(db::Reader& reader, Id person, const Wanted& wanted, std::int64_t limit) {
    return reader.rows<Credit>(
        "select person_id, deed_id, kind, product_id, demand_id, at from credit "
        "where person_id = ? and kind = ? and (cast(? as bigint) = 0 or product_id = ?) and at >= ? "
        "order by at, deed_id limit ?",
        person, wanted.kind, wanted.product, wanted.product, wanted.since, limit);
}

}  // namespace canyu::credits::store
