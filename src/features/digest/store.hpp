// The tables of digests.
#pragma once

#include "features/digest/digest.hpp"

namespace canyu::digest::store {

std::optional<Choice> find(db::Reader& reader, Id person);
void put(db::Writer& writer, const Choice& choice);
// Confirmed ones whose last digest is older than `daily` (`weekly`) allows, or who never got one.
std::vector<Choice> due(db::Reader& reader, Time daily, Time weekly);
void set_mailed(db::Writer& writer, Id person, Time now);

struct Token {
    std::string token_hash;
    Id person_id;
    Purpose purpose = Purpose::confirm;
    std::string address;
    Time made_at{};
};
BOOST_DESCRIBE_STRUCT(Token, (), (token_hash, person_id, purpose, address, made_at))
void insert(db::Writer& writer, const Token& token);
std::optional<Token> token(db::Reader& reader, const std::string& token_hash, Purpose purpose);
std::int64_t count_tokens(db::Reader& reader, Id person, Purpose purpose, Time since);
void forget_tokens(db::Writer& writer, Purpose purpose, Time before);

}  // namespace canyu::digest::store
