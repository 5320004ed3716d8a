// What came of a person's words: when something ships, everyone behind it gets a receipt.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "features/release/release.hpp"
#include "platform/db/upkeep.hpp"

namespace canyu::receipts {

struct Receipt {
    Id person_id;
    Id demand_id;
    Time shipped_at{};
    std::optional<Id> report_id;  // what they said first; nothing for a "me too"
    std::optional<Id> deed_id;    // the row of the participation log
    std::optional<Id> bus_id;     // nothing when it was shipped by hand
};
BOOST_DESCRIBE_STRUCT(Receipt, (), (person_id, demand_id, shipped_at, report_id, deed_id, bus_id))

// How many people use the version of a bus, and where that was counted.
struct Reach {
    Id bus_id;
    Time counted_at{};
    std::int64_t people = 0;
    std::string source;  // 4 to 200 characters
    Id by_person;
};
BOOST_DESCRIBE_STRUCT(Reach, (), (bus_id, counted_at, people, source, by_person))

// For the event "demand_changed": the receipts of a shipping and the notices of them; again does nothing.
void issue(db::Writer& writer, IdSource& ids, const demand::Changed& changed);

// 404, 409 "receipts.not_left", 422 on people and source.
Result<void> count_reach(db::Writer& writer, IdSource& ids, const Reach& reach);
// The last count of each of these buses that has one.
std::vector<Reach> reaches(db::Reader& reader, const std::vector<Id>& buses);

// A receipt on a list: what was said, what came of it, and how far it reaches.
struct ReceiptLine {
    demand::DemandCard demand;
    std::string receipt_url;
    std::string words;  // "" for a "me too"
    std::string words_language;
    std::int64_t bus_number = 0;  // 0 when it was shipped by hand
    std::string version;
    Time shipped_at{};
    std::int64_t works_count = 0;
    std::int64_t reach_count = 0;  // 0 where nobody has counted
    std::string deed_url;
};
BOOST_DESCRIBE_STRUCT(ReceiptLine, (),
                      (demand, receipt_url, words, words_language, bus_number, version, shipped_at,
                       works_count, reach_count, deed_url))
// The latest first.
std::vector<ReceiptLine> of_person(db::Reader& reader, const people::Person& person, std::int64_t skipped,
                                   std::int64_t limit);
std::int64_t count_of_person(db::Reader& reader, Id person);

// "/u/mei/log/4711": a row of the log.
std::string deed_url(const std::string& name, Id deed);

// /demands/{product}/{number}/receipt; staff: /studio/receipts
void add_pages(web::Site& site);

// What of this slice's rows follows from others, for canyu doctor.
db::Upkeep upkeep();

}  // namespace canyu::receipts
