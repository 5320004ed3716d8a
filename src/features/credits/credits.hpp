// Credits: deeds that came to something, each with its row in the participation log.
#pragma once

#include <string>
#include <vector>

#include "features/receipts/receipts.hpp"
#include "platform/db/upkeep.hpp"

namespace canyu::credits {

enum class CreditKind {
    report_shipped,    // said it in their own words, and it shipped
    support_surfaced,  // said "me too", and it surfaced
    fix_confirmed      // tried what shipped and said that it works, and it does
};
BOOST_DESCRIBE_ENUM(CreditKind, report_shipped, support_surfaced, fix_confirmed)

struct Credit {
    Id person_id;
    Id deed_id;  // the row of the participation log
    CreditKind kind = CreditKind::report_shipped;
    Id product_id;
    Id demand_id;
    Time at{};  // when it came to something
};
BOOST_DESCRIBE_STRUCT(Credit, (), (person_id, deed_id, kind, product_id, demand_id, at))

// For the event "demand_changed"; again does nothing.
void give(db::Writer& writer, const demand::Changed& changed);

// Which credits count for something.
struct Wanted {
    CreditKind kind = CreditKind::report_shipped;
    Id product;    // Id{}: of every product
    Time since{};  // those that came to something from then on
};
// Who has at least so many of them.
std::vector<Id> people_with(db::Reader& reader, const Wanted& wanted, std::int64_t count);
// The first to come first.
std::vector<Credit> of_person(db::Reader& reader, Id person, const Wanted& wanted, std::int64_t limit);

// A credit as pages show it.
struct CreditLine {
    CreditKind kind = CreditKind::report_shipped;
    std::string demand_title;
    std::string demand_url;
    std::string deed_url;  // its row in the log
    Time credited_at{};
};
BOOST_DESCRIBE_STRUCT(CreditLine, (), (kind, demand_title, demand_url, deed_url, credited_at))
std::vector<CreditLine> lines(db::Reader& reader, const people::Person& person,
                              const std::vector<Credit>& credits);

// What of this slice's rows follows from others, for canyu doctor.
db::Upkeep upkeep();

}  // namespace canyu::credits
