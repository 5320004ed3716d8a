#include "features/honours/store.hpp"

namespace canyu::honours::store {
namespace {

const std::string select_titles =
    "select id, product_id, name_zh, name_en, deed, needed, gives_function, gives_information, "
    "gives_honour, gives_benefit, defined_at, defined_by, ended_at from honour_title ";

}  // namespace

void insert(db::Writer& writer, const Title& title) {
    writer.insert("honour_title", title);
}

void update(db::Writer& writer, const Title& title) {
    writer.execute(
        "update honour_title set name_zh = ?, name_en = ?, gives_function = ?, gives_information = ?, "
        "gives_honour = ?, gives_benefit = ?, ended_at = ? where id = ?",
        title.name_zh, title.name_en, title.gives_function, title.gives_information, title.gives_honour,
        title.gives_benefit, title.ended_at, title.id);
}

std::optional<Title> find(db::Reader& reader, Id title) {
    return reader.row<Title>(select_titles + "where id = ?", title);
}

std::vector<Title> all(db::Reader& reader) {
    return reader.rows<Title>(select_titles + "order by deed, needed, id");
}

std::vector<Title> of_person(db::Reader& reader, Id person) {
    return reader.rows<Title>(select_titles +
                                  "join honour_holding on honour_holding.title_id = honour_title.id "
                                  "where person_id = ? order by given_at, id",
                              person);
}

bool insert(db::Writer& writer, const Holding& holding) {
    return writer.insert_new("honour_holding", holding);
}

std::vector<Holding> holders(db::Reader& reader, Id title, std::int64_t skipped, std::int64_t limit) {
    return reader.rows<Holding>(
        "select title_id, person_id, given_at from honour_holding where title_id = ? "
        "order by given_at, person_id limit ? offset ?",
        title, limit, skipped);
}

std::vector<Id> all_holders(db::Reader& reader, Id title) {
    return reader.rows<Id>("select person_id from honour_holding where title_id = ?", title);
}

std::int64_t count_holders(db::Reader& reader, Id title) {
    return reader.value<std::int64_t>("select count(*) from honour_holding where title_id = ?", title);
}

}  // namespace canyu::honours::store
