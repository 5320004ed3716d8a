#include "features/experience/store.hpp"

#include <fmt/core.h>

#include "platform/db/by_ids.hpp"

namespace canyu::experience::store {
namespace {

const std::string select_rows =
    "select bus_id, person_id, product_id, best_id, best_squad, worst_id, worst_squad, missing, sentence, "
    "said_at from experience_report ";
const std::string select_awards =
    "select bus_id, product_id, squad_id, loved, people, awarded_at from experience_award ";

// `column` is one of ours, never a reader's word.
std::vector<Count> counts(db::Reader& reader, std::string_view column, Id bus) {
    return reader.rows<Count>(
        fmt::format("select {0}, count(*) from experience_report where bus_id = ? and {0} is "
                    "not null group by {0}",
                    column),
        bus);
}

}  // namespace

std::optional<Row> find(db::Reader& reader, Id bus, Id person) {
    return reader.row<Row>(select_rows + "where bus_id = ? and person_id = ?", bus, person);
}

void put(db::Writer& writer, const Row& row) {
    if (writer.insert_new("experience_report", row)) return;
    writer.execute(
        "update experience_report set best_id = ?, best_squad = ?, worst_id = ?, worst_squad = ?, missing = "
        "?, "
        "sentence = ?, said_at = ? where bus_id = ? and person_id = ?",
        row.best_id, row.best_squad, row.worst_id, row.worst_squad, row.missing, row.sentence, row.said_at,
        row.bus_id, row.person_id);
}

std::vector<Row> with_sentence(db::Reader& reader, Id bus, std::int64_t limit) {
    return reader.rows<Row>(
        select_rows + "where bus_id = ? and sentence <> '' order by said_at desc, person_id limit ?", bus,
        limit);
}

std::vector<Row> with_missing(db::Reader& reader, Id bus, std::int64_t limit) {
    return reader.rows<Row>(
        select_rows + "where bus_id = ? and missing <> '' order by said_at desc, person_id limit ?", bus,
        limit);
}

std::int64_t count(db::Reader& reader, Id bus) {
    return reader.value<std::int64_t>("select count(*) from experience_report where bus_id = ?", bus);
}

std::vector<Id> likers(db::Reader& reader, Id bus) {
    return reader.rows<Id>(
        "select person_id from experience_report where bus_id = ? and best_id is not null order by person_id",
        bus);
}

std::vector<Count> best(db::Reader& reader, Id bus) {
    return counts(reader, "best_id", bus);
}
std::vector<Count> worst(db::Reader& reader, Id bus) {
    return counts(reader, "worst_id", bus);
}
std::vector<Count> best_squads(db::Reader& reader, Id bus) {
    return counts(reader, "best_squad", bus);
}
std::vector<Count> worst_squads(db::Reader& reader, Id bus) {
    return counts(reader, "worst_squad", bus);
}

std::optional<Award> award(db::Reader& reader, Id bus) {
    return reader.row<Award>(select_awards + "where bus_id = ?", bus);
}

std::vector<Id> given(db::Reader& reader, const std::vector<Id>& buses) {
    return db::rows_by_ids<Id>(reader, "select bus_id from experience_award where bus_id in ", buses);
}

bool insert(db::Writer& writer, const Award& award) {
    return writer.insert_new("experience_award", award);
}

std::vector<Award> awards(db::Reader& reader, Id product, std::int64_t limit) {
    return reader.rows<Award>(select_awards +
                                  "where squad_id is not null and (cast(? as bigint) = 0 or product_id = ?) "
                                  "order by awarded_at desc, bus_id desc limit ?",
                              product, product, limit);
}

}  // namespace canyu::experience::store
