// The tables of rehearsals.
#pragma once

#include "features/sale/rehearsal.hpp"

namespace canyu::sale::store {

void insert(db::Writer& writer, const Rehearsal& rehearsal);
std::optional<Rehearsal> find_rehearsal(db::Reader& reader, Id rehearsal);
std::optional<Rehearsal> last_rehearsal(db::Reader& reader, Id sale);
std::vector<Refusals> refusals(db::Reader& reader, Id rehearsal);  // the most frequent first
// Of all sales, those that nobody has ended.
std::vector<Rehearsal> running_rehearsals(db::Reader& reader);
// Ended, and their shadows are open.
std::vector<Rehearsal> unclosed_rehearsals(db::Reader& reader);

// What it came to so far.
void keep_course(db::Writer& writer, Id rehearsal, const Course& course, Time now);
void keep_refusals(db::Writer& writer, Id rehearsal, const std::vector<Refusals>& refusals);
void end_rehearsal(db::Writer& writer, Id rehearsal, RehearsalState state, Time now);
void set_exact(db::Writer& writer, Id rehearsal, bool exact);
void set_shadow_closed(db::Writer& writer, Id rehearsal, Time now);
void count_decisions(db::Writer& writer, Id rehearsal, std::int64_t claims, std::int64_t payments);

// Whether a published sale is open at some moment of these.
bool is_any_open(db::Reader& reader, Time from, Time to);

}  // namespace canyu::sale::store
