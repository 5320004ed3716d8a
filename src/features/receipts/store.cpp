#include "features/receipts/store.hpp"

#include "platform/db/by_ids.hpp"

namespace canyu::receipts::store {
namespace {

const std::string select_receipts =
    "select person_id, demand_id, shipped_at, report_id, deed_id, bus_id from receipt ";

}  // namespace

bool insert(db::Writer& writer, const Receipt& receipt) {
    return writer.insert_new("receipt", receipt);
}

std::vector<Receipt> of_person(db::Reader& reader, Id person, std::int64_t skipped, std::int64_t limit) {
    return reader.rows<Receipt>(
        select_receipts + "where person_id = ? order by shipped_at desc, demand_id limit ? offset ?", person,
        limit, skipped);
}

std::int64_t count_of_person(db::Reader& reader, Id person) {
    return reader.value<std::int64_t>("select count(*) from receipt where person_id = ?", person);
}

std::optional<Receipt> find(db::Reader& reader, Id person, Id demand) {
    return reader.row<Receipt>(
        select_receipts + "where person_id = ? and demand_id = ? order by shipped_at desc limit 1", person,
        demand);
}

void insert(db::Writer& writer, const Reach& reach) {
    writer.insert("receipt_reach", reach);
}

std::vector<Reach> reaches(db::Reader& reader, const std::vector<Id>& buses) {
    return db::rows_by_ids<Reach>(
        reader,
        "select bus_id, counted_at, people, source, by_person from receipt_reach r where counted_at = "
        "(select max(counted_at) from receipt_reach l where l.bus_id = r.bus_id) and bus_id in ",
        buses);
}

}  // namespace canyu::receipts::store
