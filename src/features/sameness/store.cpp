#include "features/sameness/store.hpp"

#include <fmt/core.h>

namespace canyu::sameness::store {
namespace {

std::string select_alike(std::string_view condition) {
    return fmt::format(
        "select id, product_id, older_id, newer_id, probability, found_at, answer, decided_by, decided_at "
        "from alike where {}",
        condition);
}

}  // namespace

void insert(db::Writer& writer, const Alike& alike) {
    writer.insert_new("alike", alike);
}

void remove(db::Writer& writer, Id alike) {
    writer.execute("delete from alike where id = ?", alike);
}

void answer(db::Writer& writer, Id alike, Answer answer, std::optional<Id> by, std::optional<Time> at) {
    writer.execute("update alike set answer = ?, decided_by = ?, decided_at = ? where id = ?", answer, by, at,
                   alike);
}

std::optional<Alike> find(db::Reader& reader, Id alike) {
    return reader.row<Alike>(select_alike("id = ?"), alike);
}

std::vector<Alike> waiting(db::Reader& reader, Id product, std::int64_t limit) {
    return reader.rows<Alike>(select_alike("(cast(? as bigint) = 0 or product_id = ?) and answer = ? "
                                           "order by probability desc, id limit ?"),
                              product, product, Answer::waiting, limit);
}

std::vector<Alike> told_apart(db::Reader& reader, Id product, std::int64_t limit) {
    return reader.rows<Alike>(select_alike("(cast(? as bigint) = 0 or product_id = ?) and answer = ? "
                                           "order by decided_at desc, id desc limit ?"),
                              product, product, Answer::different, limit);
}

void insert(db::Writer& writer, const SelfJoined& joined) {
    writer.insert("self_joined", joined);
}

std::optional<SelfJoined> find_joined(db::Reader& reader, Id report) {
    return reader.row<SelfJoined>(
        "select report_id, product_id, demand_id, probability, joined_at from self_joined where report_id = "
        "?",
        report);
}

std::vector<SelfJoined> joined_since(db::Reader& reader, Id product, Time since, std::int64_t limit) {
    return reader.rows<SelfJoined>(
        "select report_id, product_id, demand_id, probability, joined_at from self_joined "
        "where (cast(? as bigint) = 0 or product_id = ?) and joined_at >= ? "
        "order by joined_at desc, report_id desc limit ?",
        product, product, since, limit);
}

Look look_of(db::Reader& reader, Id product) {
    return reader
        .row<Look>(
            "select product_id, model_version, demands_to, reports_to, waves_to from sameness_look "
            "where product_id = ?",
            product)
        .value_or(Look{.product_id = product});
}

void put(db::Writer& writer, const Look& look) {
    writer.execute(
        "insert into sameness_look (product_id, model_version, demands_to, reports_to, waves_to) "
        "values (?, ?, ?, ?, ?) on conflict (product_id) do update set model_version = "
        "excluded.model_version, demands_to = excluded.demands_to, reports_to = excluded.reports_to, "
        "waves_to = excluded.waves_to",
        look.product_id, look.model_version, look.demands_to, look.reports_to, look.waves_to);
}

}  // namespace canyu::sameness::store
