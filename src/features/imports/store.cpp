#include "features/imports/store.hpp"

namespace canyu::imports::store {

void insert(db::Writer& writer, const Import& import) {
    writer.insert("import", import);
}

std::optional<Import> find(db::Reader& reader, Id import) {
    return reader.row<Import>(
        "select id, product_id, file_name, by_person, state, position, share, reports, supports, known, "
        "refused, began_at, ended_at, format, posts from import where id = ?",
        import);
}

std::vector<Import> list(db::Reader& reader, std::int64_t offset, std::int64_t limit) {
    return reader.rows<Import>(
        "select id, product_id, file_name, by_person, state, position, share, reports, supports, known, "
        "refused, began_at, ended_at, format, posts from import order by id desc limit ? offset ?",
        limit, offset);
}

std::int64_t count(db::Reader& reader) {
    return reader.value<std::int64_t>("select count(*) from import");
}

bool save(db::Writer& writer, const Import& import) {
    return writer.execute(
               "update import set position = ?, share = ?, reports = ?, supports = ?, known = ?, refused = "
               "?, "
               "posts = ? where id = ? and state = ?",
               import.position, import.share, import.reports, import.supports, import.known, import.refused,
               import.posts, import.id, ImportState::running) == 1;
}

std::vector<Id> running(db::Reader& reader, const std::string& file_name) {
    return reader.rows<Id>("select id from import where file_name = ? and state = ?", file_name,
                           ImportState::running);
}

bool end(db::Writer& writer, Id import, ImportState state, Time now) {
    return writer.execute("update import set state = ?, ended_at = ? where id = ? and state = ?", state, now,
                          import, ImportState::running) == 1;
}

void insert(db::Writer& writer, const Refusal& refusal) {
    writer.insert_new("import_refusal", refusal);
}

std::vector<Refusal> refusals(db::Reader& reader, Id import, std::int64_t offset, std::int64_t limit) {
    return reader.rows<Refusal>(
        "select import_id, line, field, reason, arguments from import_refusal where import_id = ? "
        "order by line limit ? offset ?",
        import, limit, offset);
}

std::int64_t count_refusals(db::Reader& reader, Id import) {
    return reader.value<std::int64_t>("select count(*) from import_refusal where import_id = ?", import);
}

void insert(db::Writer& writer, const Part& part) {
    writer.insert("import_part", part);
}

std::optional<Part> part(db::Reader& reader, Id import, std::int64_t number) {
    return reader.row<Part>(
        "select import_id, number, bytes from import_part where import_id = ? and number = ?", import,
        number);
}

std::optional<Id> origin(db::Reader& reader, const std::string& source, OriginKind kind,
                         const std::string& outside_id) {
    return reader.row<Id>("select own_id from import_origin where source = ? and kind = ? and outside_id = ?",
                          source, kind, outside_id);
}

void insert(db::Writer& writer, const Origin& origin) {
    writer.insert("import_origin", origin);
}

void delete_parts(db::Writer& writer, Id import) {
    writer.execute("delete from import_part where import_id = ?", import);
}

}  // namespace canyu::imports::store
