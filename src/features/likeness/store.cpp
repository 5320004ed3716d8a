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
        "error_learned, in_use, "
        "learned_at from likeness_model where in_use = ? order by product_id",
        true);
}

}  // namespace canyu::likeness::store
