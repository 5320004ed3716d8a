#include "features/likeness/store.hpp"

namespace canyu::likeness::store {

void insert(db::Writer& writer, const Learned& learned) {
    writer.insert("likeness_model", learned);
}

std::int64_t last_version(db::Reader& reader, Id product) {
    return reader.value<std::int64_t>(
        "select coalesce(max(version), 0) from likeness_model where product_id = ?", product);
}

bool knows(db::Reader& reader, Id product, std::int64_t version) {
    return reader.value<std::int64_t>(
               "select count(*) from likeness_model where product_id = ? and version = ?", product,
               version) == 1;
}

void use(db::Writer& writer, Id product, std::int64_t version) {
    writer.execute("update likeness_model set in_use = ? where product_id = ? and version <> ?", false,
                   product, version);
    writer.execute("update likeness_model set in_use = ? where product_id = ? and version = ?", true, product,
                   version);
}

std::vector<Learned> in_use(db::Reader& reader) {
    return reader.rows<Learned>(
        "select product_id, version, model, decisions, first_shipped, first_learned, error_shipped, "
        "error_learned, sure, sure_right, in_use, learned_at from likeness_model where in_use = ? order by "
        "product_id",
        true);
}

void insert(db::Writer& writer, const ToldApart& told) {
    writer.insert_new("told_apart", told);
}

void remove(db::Writer& writer, Id report, Id demand) {
    writer.execute("delete from told_apart where report_id = ? and demand_id = ?", report, demand);
}

std::vector<ToldApart> told_apart(db::Reader& reader) {
    return reader.rows<ToldApart>(
        "select report_id, demand_id, told_by, told_at from told_apart order by report_id, demand_id");
}

}  // namespace canyu::likeness::store
