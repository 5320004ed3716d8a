// The tables of known issues.
#pragma once

#include "features/known_issues/known_issues.hpp"

namespace canyu::known_issues::store {

void insert(db::Writer& writer, const Issue& issue);
void update(db::Writer& writer, const Issue& issue);
std::optional<Issue> find(db::Reader& reader, Id issue);
std::optional<Issue> find(db::Reader& reader, Id product, std::int64_t number);
// Those in this state, the latest first; of a product, or of all (Id{}).
std::vector<Issue> in_state(db::Reader& reader, Id product, IssueState state);
// Closed either way, the latest closed first.
std::vector<Issue> closed(db::Reader& reader, Id product, std::int64_t limit);
// Found with this bus of the product or before (or nobody knows), and not fixed before it.
std::vector<Issue> in_bus(db::Reader& reader, Id product, std::int64_t number);

void set_demands(db::Writer& writer, Id issue, const std::vector<Id>& demands);
std::vector<Id> demands(db::Reader& reader, Id issue);

// False when it was said already, and when there was nothing to take back.
bool insert_hit(db::Writer& writer, Id issue, Id person, Time now);
bool remove_hit(db::Writer& writer, Id issue, Id person);
bool has_hit(db::Reader& reader, Id issue, Id person);
std::vector<Id> hits(db::Reader& reader, Id issue);  // the first to say so first

}  // namespace canyu::known_issues::store
