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

struct ToldApart {
    Id report_id;
    Id demand_id;
    Id told_by;
    Time told_at{};
};
BOOST_DESCRIBE_STRUCT(ToldApart, (), (report_id, demand_id, told_by, told_at))
// Unless it stands already.
void insert(db::Writer& writer, const ToldApart& told);
void remove(db::Writer& writer, Id report, Id demand);
std::vector<ToldApart> told_apart(db::Reader& reader);  // of every product

}  // namespace canyu::likeness::store
