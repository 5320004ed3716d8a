#include "features/measures/store.hpp"

namespace canyu::measures::store {
namespace {

const std::string select_measures =
    "select id, product_id, number, kind, name_zh, name_en, unit_zh, unit_en, better, promised, before, "
    "rival, tolerance, promised_at, promised_by, taken_back_at, reason from measure ";
const std::string select_values =
    "select measure_id, bus_number, value, rival, how, link, measured_by, measured_at from measure_value "
    "where measure_id = ? ";
// Id{} stands for every product.
const std::string of_product = "where (cast(? as bigint) = 0 or product_id = ?) ";

}  // namespace

void insert(db::Writer& writer, const Measure& measure) {
    writer.insert("measure", measure);
}

void set_taken_back(db::Writer& writer, Id measure, const std::string& reason, Time now) {
    writer.execute("update measure set taken_back_at = ?, reason = ? where id = ?", now, reason, measure);
}

std::optional<Measure> find(db::Reader& reader, Id measure) {
    return reader.row<Measure>(select_measures + "where id = ?", measure);
}

std::vector<Measure> standing(db::Reader& reader, Id product) {
    return reader.rows<Measure>(select_measures + of_product + "and taken_back_at is null order by id",
                                product, product);
}

std::vector<Measure> taken_back(db::Reader& reader, Id product) {
    return reader.rows<Measure>(
        select_measures + of_product + "and taken_back_at is not null order by taken_back_at desc, id",
        product, product);
}

void put(db::Writer& writer, const Value& value) {
    writer.execute("delete from measure_value where measure_id = ? and bus_number = ?", value.measure_id,
                   value.bus_number);
    writer.insert("measure_value", value);
}

std::optional<Value> find(db::Reader& reader, Id measure, std::int64_t bus) {
    return reader.row<Value>(select_values + "and bus_number = ?", measure, bus);
}

std::vector<Value> values(db::Reader& reader, Id measure) {
    return reader.rows<Value>(select_values + "order by bus_number", measure);
}

void insert(db::Writer& writer, const Signature& signature) {
    writer.insert("measure_signature", signature);
}

std::vector<Signature> signatures(db::Reader& reader, Id measure) {
    return reader.rows<Signature>(
        "select id, measure_id, bus_number, value, against, reason, signed_by, signed_at "
        "from measure_signature where measure_id = ? order by id desc",
        measure);
}

}  // namespace canyu::measures::store
