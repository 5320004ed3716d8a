// The SQL of people.
#pragma once

#include "features/people/people.hpp"

namespace canyu::people::store {

// As in the table.
struct PersonRow {
    Id id;
    std::string name;
    std::string display;
    web::Role role = web::Role::member;
    std::string about;
    std::string language;
    std::string theme;
    Time joined_at{};
    std::string password_hash;
    bool imported = false;
    std::int64_t network = 0;
};
BOOST_DESCRIBE_STRUCT(PersonRow, (),
                      (id, name, display, role, about, language, theme, joined_at, password_hash, imported,
                       network))

// What signing in is decided by.
struct Credentials {
    Id id;
    std::string password_hash;
};
BOOST_DESCRIBE_STRUCT(Credentials, (), (id, password_hash))

struct CardRow {
    Id id;
    std::string name;
    std::string display;
    web::Role role = web::Role::member;
};
BOOST_DESCRIBE_STRUCT(CardRow, (), (id, name, display, role))

std::optional<Person> find(db::Reader& reader, Id id);
std::optional<Person> find(db::Reader& reader, const std::string& name);
std::optional<Credentials> credentials(db::Reader& reader, const std::string& name);
std::optional<Credentials> credentials(db::Reader& reader, Id id);
std::vector<CardRow> cards(db::Reader& reader, const std::vector<Id>& ids);
// Staff and administrators.
std::vector<CardRow> staff(db::Reader& reader);
std::int64_t count(db::Reader& reader);
std::int64_t count_admins(db::Reader& reader);
std::vector<Person> newest(db::Reader& reader, std::int64_t skipped, std::int64_t limit);
std::int64_t count_found(db::Reader& reader, const std::string& text);
std::vector<Person> search(db::Reader& reader, const std::string& text, std::int64_t skipped,
                           std::int64_t limit);

std::vector<Origin> origins(db::Reader& reader, const std::vector<Id>& people);
std::vector<Origin> joined_after(db::Reader& reader, Id person);
std::vector<Id> joined_from(db::Reader& reader, std::int64_t network, Time before);
void forget_networks(db::Writer& writer, Time before);
std::optional<std::string> network_key(db::Reader& reader);
// False when there is one.
bool insert_network_key(db::Writer& writer, const std::string& key);

// False when the name is taken.
bool insert(db::Writer& writer, const PersonRow& row);
void set_role(db::Writer& writer, Id person, web::Role role);
void set_profile(db::Writer& writer, Id person, const Profile& profile);
void set_password(db::Writer& writer, Id person, const std::string& password_hash);
// A row that tells nobody who they were.
void depart(db::Writer& writer, Id person, const std::string& name, const std::string& display, Time now);
std::vector<Id> who_are_here(db::Reader& reader, const std::vector<Id>& people);
void set_language(db::Writer& writer, Id person, const std::string& language);
void set_theme(db::Writer& writer, Id person, const std::string& theme);

}  // namespace canyu::people::store
