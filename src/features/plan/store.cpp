#include "features/plan/store.hpp"

namespace canyu::plan::store {
namespace {

const std::string select_items =
    "select demand_id, product_id, horizon, week, entered_at, shipped_at from plan_item ";
const std::string select_changes =
    "select id, demand_id, product_id, at, by_person, kind, from_horizon, from_week, to_horizon, to_week, "
    "reason from "
    "plan_change ";
// Id{} stands for every product.
const std::string of_product = "where (cast(? as bigint) = 0 or product_id = ?) ";

}  // namespace

std::optional<Item> item(db::Reader& reader, Id demand) {
    return reader.row<Item>(select_items + "where demand_id = ?", demand);
}

std::vector<Item> open_items(db::Reader& reader, Id product) {
    return reader.rows<Item>(
        select_items + of_product + "and shipped_at is null order by coalesce(week, entered_at), demand_id",
        product, product);
}

std::vector<Item> shipped_items(db::Reader& reader, Id product, std::int64_t limit) {
    return reader.rows<Item>(
        select_items + of_product + "and shipped_at is not null order by shipped_at desc, demand_id limit ?",
        product, product, limit);
}

bool insert(db::Writer& writer, const Item& item) {
    return writer.insert_new("plan_item", item);
}

void update(db::Writer& writer, const Item& item) {
    writer.execute("update plan_item set horizon = ?, week = ?, shipped_at = ? where demand_id = ?",
                   item.horizon, item.week, item.shipped_at, item.demand_id);
}

void remove(db::Writer& writer, Id demand) {
    writer.execute("delete from plan_item where demand_id = ?", demand);
}

void insert(db::Writer& writer, const Change& change) {
    writer.insert("plan_change", change);
}

std::vector<Change> changes_of(db::Reader& reader, Id demand) {
    return reader.rows<Change>(select_changes + "where demand_id = ? order by id desc", demand);
}

std::vector<Change> changes(db::Reader& reader, Id product, std::int64_t offset, std::int64_t limit) {
    return reader.rows<Change>(select_changes + of_product + "order by id desc limit ? offset ?", product,
                               product, limit, offset);
}

std::int64_t count_changes(db::Reader& reader, Id product) {
    return reader.value<std::int64_t>("select count(*) from plan_change " + of_product, product, product);
}

}  // namespace canyu::plan::store
