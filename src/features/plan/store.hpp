// The plan's tables.
#pragma once

#include "features/plan/plan.hpp"

namespace canyu::plan::store {

std::optional<Item> item(db::Reader& reader, Id demand);
// In the plan and not shipped, nearest first; of one product, or of all (Id{}).
std::vector<Item> open_items(db::Reader& reader, Id product);
std::vector<Item> shipped_items(db::Reader& reader, Id product, std::int64_t limit);
bool insert(db::Writer& writer, const Item& item);
void update(db::Writer& writer, const Item& item);
void remove(db::Writer& writer, Id demand);

void insert(db::Writer& writer, const Change& change);
std::vector<Change> changes_of(db::Reader& reader, Id demand);
// Newest first; of one product, or of all (Id{}).
std::vector<Change> changes(db::Reader& reader, Id product, std::int64_t offset, std::int64_t limit);
std::int64_t count_changes(db::Reader& reader, Id product);

}  // namespace canyu::plan::store
