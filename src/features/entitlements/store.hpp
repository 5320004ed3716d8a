// The tables of entitlements.
#pragma once

#include "features/entitlements/entitlements.hpp"

namespace canyu::entitlements::store {

void insert(db::Writer& writer, const VipRequest& request);
void update(db::Writer& writer, const VipRequest& request);
std::optional<VipRequest> find(db::Reader& reader, Id request);
std::optional<VipRequest> granted(db::Reader& reader, Id person, Time now);
// The last one, whatever became of it.
std::optional<VipRequest> last_of(db::Reader& reader, Id person);
// The first first.
std::vector<VipRequest> waiting(db::Reader& reader, std::int64_t limit);
std::vector<VipRequest> granted(db::Reader& reader, Time now, std::int64_t limit);  // and not over

void put(db::Writer& writer, const RegularRule& rule);
std::optional<RegularRule> rule_of(db::Reader& reader, Id product);

}  // namespace canyu::entitlements::store
