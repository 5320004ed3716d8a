// The tables of receipts.
#pragma once

#include "features/receipts/receipts.hpp"

namespace canyu::receipts::store {

// False when this person has it already.
bool insert(db::Writer& writer, const Receipt& receipt);
// The latest first.
std::vector<Receipt> of_person(db::Reader& reader, Id person, std::int64_t skipped, std::int64_t limit);
std::int64_t count_of_person(db::Reader& reader, Id person);
// The last one of this person for that demand.
std::optional<Receipt> find(db::Reader& reader, Id person, Id demand);

void insert(db::Writer& writer, const Reach& reach);
std::vector<Reach> reaches(db::Reader& reader, const std::vector<Id>& buses);

}  // namespace canyu::receipts::store
