#include "features/squads/store.hpp"

#include "platform/db/by_ids.hpp"

namespace canyu::squads::store {
namespace {

const std::string select_squads =
    "select id, product_id, number, name_zh, name_en, formed_at, dissolved_at from squad ";
const std::string select_pulls =
    "select id, demand_id, squad_id, pulled_at, pulled_by, returned_at, returned_by, reason from squad_pull ";
const std::string select_own_work =
    "select id, squad_id, product_id, title, reason, by_person, begun_at, done_at from squad_own_work ";

struct MemberRow {
    Id squad_id;
    Id person_id;
    Time joined_at{};
};
BOOST_DESCRIBE_STRUCT(MemberRow, (), (squad_id, person_id, joined_at))

}  // namespace

void insert(db::Writer& writer, const Squad& squad) {
    writer.insert("squad", squad);
}

std::optional<Squad> find(db::Reader& reader, Id squad) {
    return reader.row<Squad>(select_squads + "where id = ?", squad);
}

std::optional<Squad> find(db::Reader& reader, Id product, std::int64_t number) {
    return reader.row<Squad>(select_squads + "where product_id = ? and number = ?", product, number);
}

std::vector<Squad> standing(db::Reader& reader, Id product) {
    return reader.rows<Squad>(
        select_squads +
            "where dissolved_at is null and (cast(? as bigint) = 0 or product_id = ?) order by id",
        product, product);
}

void set_names(db::Writer& writer, Id squad, const std::string& name_zh, const std::string& name_en) {
    writer.execute("update squad set name_zh = ?, name_en = ? where id = ?", name_zh, name_en, squad);
}

void set_dissolved(db::Writer& writer, Id squad, Time now) {
    writer.execute("update squad set dissolved_at = ? where id = ?", now, squad);
}

std::vector<Id> people(db::Reader& reader, Id squad) {
    return reader.rows<Id>(
        "select person_id from squad_member where squad_id = ? order by joined_at, person_id", squad);
}

bool is_in_any(db::Reader& reader, Id person) {
    return reader.value<std::int64_t>("select count(*) from squad_member where person_id = ?", person) > 0;
}

bool is_in(db::Reader& reader, Id squad, Id person) {
    return reader.value<std::int64_t>(
               "select count(*) from squad_member where squad_id = ? and person_id = ?", squad, person) == 1;
}

bool add_person(db::Writer& writer, Id squad, Id person, Time now) {
    return writer.insert_new("squad_member", MemberRow{squad, person, now});
}

bool remove_person(db::Writer& writer, Id squad, Id person) {
    return writer.execute("delete from squad_member where squad_id = ? and person_id = ?", squad, person) ==
           1;
}

std::vector<Module> modules(db::Reader& reader, Id squad) {
    return reader.rows<Module>(
        "select id, squad_id, name_zh, name_en from squad_module where squad_id = ? order by id", squad);
}

void insert(db::Writer& writer, const Module& module) {
    writer.insert("squad_module", module);
}

bool remove_module(db::Writer& writer, Id squad, Id module) {
    return writer.execute("delete from squad_module where squad_id = ? and id = ?", squad, module) == 1;
}

bool insert(db::Writer& writer, const Pull& pull) {
    return writer.insert_new("squad_pull", pull);
}

std::optional<Pull> held(db::Reader& reader, Id demand) {
    return reader.row<Pull>(select_pulls + "where demand_id = ? and returned_at is null", demand);
}

std::vector<Pull> held(db::Reader& reader, const std::vector<Id>& demands) {
    return db::rows_by_ids<Pull>(reader, select_pulls + "where returned_at is null and demand_id in ",
                                 demands);
}

std::vector<Pull> held_by(db::Reader& reader, Id squad) {
    return reader.rows<Pull>(select_pulls + "where squad_id = ? and returned_at is null order by id", squad);
}

std::vector<Pull> returned_by(db::Reader& reader, Id squad, std::int64_t limit) {
    return reader.rows<Pull>(
        select_pulls +
            "where squad_id = ? and returned_at is not null order by returned_at desc, id desc limit ?",
        squad, limit);
}

void give_back(db::Writer& writer, Id pull, Id by, const std::string& reason, Time now) {
    writer.execute("update squad_pull set returned_at = ?, returned_by = ?, reason = ? where id = ?", now, by,
                   reason, pull);
}

bool insert(db::Writer& writer, const Read& read) {
    return writer.insert_new("squad_read", read);
}

std::vector<Read> reads(db::Reader& reader, const std::vector<Id>& reports) {
    return db::rows_by_ids<Read>(
        reader, "select report_id, squad_id, person_id, read_at from squad_read where report_id in ",
        reports);
}

void insert(db::Writer& writer, const OwnWork& work) {
    writer.insert("squad_own_work", work);
}

std::optional<OwnWork> own_work(db::Reader& reader, Id work) {
    return reader.row<OwnWork>(select_own_work + "where id = ?", work);
}

void set_done(db::Writer& writer, Id work, Time now) {
    writer.execute("update squad_own_work set done_at = ? where id = ?", now, work);
}

std::vector<OwnWork> own_work_of_squad(db::Reader& reader, Id squad, std::int64_t limit) {
    return reader.rows<OwnWork>(
        select_own_work + "where squad_id = ? order by begun_at desc, id desc limit ?", squad, limit);
}

std::vector<OwnWork> own_work_done(db::Reader& reader, Id product, Time after, Time until) {
    return reader.rows<OwnWork>(
        select_own_work + "where product_id = ? and done_at > ? and done_at <= ? order by done_at, id",
        product, after, until);
}

std::vector<OwnWork> own_work_of_product(db::Reader& reader, Id product, std::int64_t limit) {
    return reader.rows<OwnWork>(select_own_work +
                                    "where (cast(? as bigint) = 0 or product_id = ?) order by begun_at desc, "
                                    "id desc limit ?",
                                product, product, limit);
}

}  // namespace canyu::squads::store
