// The tables of gifts.
#pragma once

#include "features/gifts/gifts.hpp"

namespace canyu::gifts::store {

void insert(db::Writer& writer, const Gift& gift);
void set_counted(db::Writer& writer, Id gift);
void set_closed(db::Writer& writer, Id gift);
std::optional<Gift> find(db::Reader& reader, Id gift);
std::vector<Gift> all(db::Reader& reader);       // the latest first
std::vector<Gift> unclosed(db::Reader& reader);  // the first first

struct Earned {
    Id gift_id;
    Id person_id;
    std::int64_t thanks = 0;
    Time earned_at{};
};
BOOST_DESCRIBE_STRUCT(Earned, (), (gift_id, person_id, thanks, earned_at))
// False for who has earned it before.
bool insert(db::Writer& writer, const Earned& earned);
std::optional<Earned> earned(db::Reader& reader, Id gift, Id person);
std::vector<Earned> all_earned(db::Reader& reader, Id gift, std::int64_t limit);  // the most thanks first

}  // namespace canyu::gifts::store
