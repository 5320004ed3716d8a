// The tables of honours.
#pragma once

#include "features/honours/honours.hpp"

namespace canyu::honours::store {

void insert(db::Writer& writer, const Title& title);
void update(db::Writer& writer, const Title& title);
std::optional<Title> find(db::Reader& reader, Id title);
std::vector<Title> all(db::Reader& reader);  // by kind of deed, the easiest first
std::vector<Title> of_person(db::Reader& reader, Id person);

// False for who has it already.
bool insert(db::Writer& writer, const Holding& holding);
std::vector<Holding> holders(db::Reader& reader, Id title, std::int64_t skipped, std::int64_t limit);
std::vector<Id> all_holders(db::Reader& reader, Id title);
std::int64_t count_holders(db::Reader& reader, Id title);

}  // namespace canyu::honours::store
