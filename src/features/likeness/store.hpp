// The versions of the models.
#pragma once

#include <vector>

#include "features/likeness/likeness.hpp"

namespace canyu::likeness::store {

void insert(db::Writer& writer, const Learned& learned);
std::int64_t last_version(db::Reader& reader, Id product);  // 0 before the first
bool knows(db::Reader& reader, Id product, std::int64_t version);
// This one and no other; 0 for none.
void use(db::Writer& writer, Id product, std::int64_t version);
std::vector<Learned> in_use(db::Reader& reader);

}  // namespace canyu::likeness::store
