#include "features/digest/store.hpp"

namespace canyu::digest::store {
namespace {

const std::string select_choices =
    "select person_id, address, rhythm, language, confirmed_at, mailed_at from digest ";

}  // namespace

std::optional<Choice> find(db::Reader& reader, Id person) {
    return reader.row<Choice>(select_choices + "where person_id = ?", person);
}

void put(db::Writer& writer, const Choice& choice) {
    writer.execute("delete from digest where person_id = ?", choice.person_id);
    writer.insert("digest", choice);
}

std::vector<Choice> due(db::Reader& reader, Time daily, Time weekly) {
    return reader.rows<Choice>(
        select_choices +
            "where confirmed_at is not null and ((rhythm = ? and coalesce(mailed_at, 0) <= ?) or "
            "(rhythm = ? and coalesce(mailed_at, 0) <= ?)) order by person_id",
        Rhythm::daily, daily, Rhythm::weekly, weekly);
}

void set_mailed(db::Writer& writer, Id person, Time now) {
    writer.execute("update digest set mailed_at = ? where person_id = ?", now, person);
}

void insert(db::Writer& writer, const Token& token) {
    writer.insert("digest_token", token);
}

std::optional<Token> token(db::Reader& reader, const std::string& token_hash, Purpose purpose) {
    return reader.row<Token>(
        "select token_hash, person_id, purpose, address, made_at from digest_token "
        "where token_hash = ? and purpose = ?",
        token_hash, purpose);
}

std::int64_t count_tokens(db::Reader& reader, Id person, Purpose purpose, Time since) {
    return reader.value<std::int64_t>(
        "select count(*) from digest_token where person_id = ? and purpose = ? and made_at > ?", person,
        purpose, since);
}

void forget_tokens(db::Writer& writer, Purpose purpose, Time before) {
    writer.execute("delete from digest_token where purpose = ? and made_at < ?", purpose, before);
}

}  // namespace canyu::digest::store
