// The SQL of who speaks for themselves, and whom staff vouch for.
#include "features/demand/store.hpp"
#include "features/words/words.hpp"
#include "platform/db/by_ids.hpp"

namespace canyu::demand::store {
namespace {

std::string select_standing(const std::string& rest) {
    return "select demand_id, person_id, product_id, independence, group_id, held, copied, same_network, "
           "same_referrer, acted_together, born_together from voice_standing where " +
           rest;
}

}  // namespace

std::vector<StandingRow> standings_for(db::Reader& reader, Id demand) {
    return reader.rows<StandingRow>(select_standing("demand_id = ? order by person_id"), demand);
}

std::vector<StandingRow> standings_in(db::Reader& reader, Id product) {
    return reader.rows<StandingRow>(select_standing("product_id = ? order by person_id"), product);
}

std::vector<words::Held> held(db::Reader& reader, Id product) {
    return reader.rows<words::Held>(
        "select demand_id, person_id from voice_standing where product_id = ? and held = 1 and not exists "
        "(select 1 from vouched where vouched.product_id = voice_standing.product_id "
        "and vouched.person_id = voice_standing.person_id)",
        product);
}

void put_standing(db::Writer& writer, const StandingRow& row) {
    delete_standing(writer, row.demand_id, row.person_id);
    writer.insert("voice_standing", row);
}

void delete_standing(db::Writer& writer, Id demand, Id person) {
    writer.execute("delete from voice_standing where demand_id = ? and person_id = ?", demand, person);
}

std::vector<Id> demands_of_standing(db::Reader& reader, Id product, Id person) {
    return reader.rows<Id>("select demand_id from voice_standing where product_id = ? and person_id = ?",
                           product, person);
}

std::vector<Vouched> vouched(db::Reader& reader, Id product) {
    return reader.rows<Vouched>(
        "select person_id, vouched_by, vouched_at from vouched where product_id = ? order by person_id",
        product);
}

bool vouch(db::Writer& writer, Id product, const Vouched& vouched) {
    return writer.execute(
               "insert into vouched (product_id, person_id, vouched_by, vouched_at) values (?, ?, ?, ?) "
               "on conflict (product_id, person_id) do nothing",
               product, vouched.person_id, vouched.vouched_by, vouched.vouched_at) == 1;
}

bool take_vouching_back(db::Writer& writer, Id product, Id person) {
    return writer.execute("delete from vouched where product_id = ? and person_id = ?", product, person) == 1;
}

std::optional<std::string> image_token(db::Reader& reader, Id product, std::int64_t node) {
    return reader.row<std::string>("select token from index_image where product_id = ? and node = ?", product,
                                   node);
}

void set_image_token(db::Writer& writer, Id product, std::int64_t node, const std::string& token) {
    writer.execute(
        "insert into index_image (product_id, node, token) values (?, ?, ?) "
        "on conflict (product_id, node) do update set token = excluded.token",
        product, node, token);
}

std::vector<Life> lives(db::Reader& reader, const std::vector<Id>& demands) {
    return db::rows_by_ids<Life>(reader, "select id, people, created_at from demand where id in ", demands);
}

std::vector<report::Said> supports_by(db::Reader& reader, const std::vector<Id>& people, Id product) {
    // The plus keeps SQLite from going through all of the product for every few people.
    return db::rows_by_ids<report::Said>(reader,
                                         "select demand_id, person_id, said_at, cast(1 as double precision) "
                                         "from support where +product_id = ? and withdrawn_at is null "
                                         "and person_id in ",
                                         people, "", product);
}

}  // namespace canyu::demand::store
