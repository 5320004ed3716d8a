#include "features/people/store.hpp"

#include "platform/db/by_ids.hpp"
#include "platform/db/like.hpp"

namespace canyu::people::store {

std::optional<Person> find(db::Reader& reader, Id id) {
    return reader.row<Person>(
        "select id, name, display, role, about, language, theme, joined_at from person where id = ?", id);
}

std::optional<Person> find(db::Reader& reader, const std::string& name) {
    return reader.row<Person>(
        "select id, name, display, role, about, language, theme, joined_at from person where name = ?", name);
}

std::optional<Credentials> credentials(db::Reader& reader, const std::string& name) {
    return reader.row<Credentials>("select id, password_hash from person where name = ?", name);
}

std::optional<Credentials> credentials(db::Reader& reader, Id id) {
    return reader.row<Credentials>("select id, password_hash from person where id = ?", id);
}

std::vector<CardRow> cards(db::Reader& reader, const std::vector<Id>& ids) {
    return db::rows_by_ids<CardRow>(reader, "select id, name, display, role from person where id in ", ids);
}

std::vector<CardRow> staff(db::Reader& reader) {
    return reader.rows<CardRow>(
        "select id, name, display, role from person where role in ('staff', 'admin')");
}

std::int64_t count(db::Reader& reader) {
    return reader.value<std::int64_t>("select count(*) from person where imported = 0 and left_at is null");
}

std::int64_t count_admins(db::Reader& reader) {
    return reader.value<std::int64_t>("select count(*) from person where role = 'admin'");
}

std::vector<Person> newest(db::Reader& reader, std::int64_t skipped, std::int64_t limit) {
    return reader.rows<Person>(
        "select id, name, display, role, about, language, theme, joined_at from person where imported = 0 "
        "and left_at is null "
        "order by id desc limit ? offset ?",
        limit, skipped);
}

std::int64_t count_found(db::Reader& reader, const std::string& text) {
    const std::string pattern = db::like_containing(text);
    return reader.value<std::int64_t>(
        "select count(*) from person where imported = 0 and left_at is null "
        "and (name like lower(?) escape '!' or lower(display) like lower(?) escape '!')",
        pattern, pattern);
}

std::vector<Person> search(db::Reader& reader, const std::string& text, std::int64_t skipped,
                           std::int64_t limit) {
    const std::string pattern = db::like_containing(text);
    return reader.rows<Person>(
        "select id, name, display, role, about, language, theme, joined_at from person where imported = 0 "
        "and left_at is null "
        "and (name like lower(?) escape '!' or lower(display) like lower(?) escape '!') "
        "order by id desc limit ? offset ?",
        pattern, pattern, limit, skipped);
}

std::vector<Origin> origins(db::Reader& reader, const std::vector<Id>& people) {
    return db::rows_by_ids<Origin>(reader, "select id, joined_at, network, imported from person where id in ",
                                   people);
}

std::vector<Origin> joined_after(db::Reader& reader, Id person) {
    return reader.rows<Origin>(
        "select id, joined_at, network, imported from person where imported = 0 and id > ? order by id",
        person);
}

std::vector<Id> joined_from(db::Reader& reader, std::int64_t network, Time before) {
    return reader.rows<Id>("select id from person where network = ? and network <> 0 and joined_at < ?",
                           network, before);
}

void forget_networks(db::Writer& writer, Time before) {
    writer.execute("update person set network = 0 where network <> 0 and joined_at < ?", before);
}

std::optional<std::string> network_key(db::Reader& reader) {
    return reader.row<std::string>("select key from network_key where id = 1");
}

bool insert_network_key(db::Writer& writer, const std::string& key) {
    return writer.execute("insert into network_key (id, key) values (1, ?) on conflict (id) do nothing",
                          key) == 1;
}

bool insert(db::Writer& writer, const PersonRow& row) {
    return writer.insert_new("person", row);
}

void set_role(db::Writer& writer, Id person, web::Role role) {
    writer.execute("update person set role = ? where id = ?", role, person);
}

void set_profile(db::Writer& writer, Id person, const Profile& profile) {
    writer.execute("update person set display = ?, about = ?, language = ?, theme = ? where id = ?",
                   profile.display, profile.about, profile.language, profile.theme, person);
}

void set_password(db::Writer& writer, Id person, const std::string& password_hash) {
    writer.execute("update person set password_hash = ? where id = ?", password_hash, person);
}

void depart(db::Writer& writer, Id person, const std::string& name, const std::string& display, Time now) {
    writer.execute(
        "update person set name = ?, display = ?, about = '', language = '', theme = '', password_hash = '', "
        "network = 0, left_at = ? where id = ?",
        name, display, now, person);
}

std::vector<Id> who_are_here(db::Reader& reader, const std::vector<Id>& people) {
    return db::rows_by_ids<Id>(
        reader, "select id from person where imported = 0 and left_at is null and id in ", people);
}

void set_language(db::Writer& writer, Id person, const std::string& language) {
    writer.execute("update person set language = ? where id = ?", language, person);
}

void set_theme(db::Writer& writer, Id person, const std::string& theme) {
    writer.execute("update person set theme = ? where id = ?", theme, person);
}

}  // namespace canyu::people::store
