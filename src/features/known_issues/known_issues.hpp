// Known issues: what is wrong and said so in public, what to do meanwhile, and whom it hits.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "features/release/release.hpp"
#include "platform/db/upkeep.hpp"

namespace canyu::known_issues {

enum class IssueState { open, fixed, will_not };
BOOST_DESCRIBE_ENUM(IssueState, open, fixed, will_not)

struct Issue {
    Id id;
    Id product_id;
    std::int64_t number = 0;  // in its product; /issues/{product slug}/{number}
    std::string sentence;
    std::string workaround;                // "" for none
    std::optional<std::int64_t> found_in;  // numbers of buses
    std::optional<std::int64_t> fixed_in;
    IssueState state = IssueState::open;
    bool holds = false;  // a build that has it is held while it is open
    std::string reason;  // why it will not be fixed
    Time opened_at{};
    Id opened_by;
    std::optional<Time> closed_at;
};
BOOST_DESCRIBE_STRUCT(Issue, (),
                      (id, product_id, number, sentence, workaround, found_in, fixed_in, state, holds, reason,
                       opened_at, opened_by, closed_at))

using release::Acting;

// What staff say of one. `demands`: numbers, as demand::numbered reads them.
struct Said {
    std::string sentence;                  // 4 to 200 characters
    std::string workaround;                // up to 500
    std::optional<std::int64_t> found_in;  // buses of the product, also those that wait
    std::optional<std::int64_t> fixed_in;  // only of a fixed one, and not before it was found
    IssueState state = IssueState::open;
    bool holds = false;
    std::string reason;  // of one that will not be fixed, 4 to 1,000 characters
    std::string demands;
};
// 422 on its fields. Opening answers the new one; its state is open.
Result<Issue> open(db::Writer& writer, const Acting& acting, Id product, const Said& said);
Result<void> change(db::Writer& writer, const Acting& acting, Id issue, const Said& said);

// "It hits me too", once a person; 409 "known_issues.closed" after it is closed. Taking it back is always
// possible.
Result<void> hit(db::Writer& writer, IdSource& ids, Id issue, Id person, Time now);
Result<void> unhit(db::Writer& writer, IdSource& ids, Id issue, Id person, Time now);

std::optional<Issue> find(db::Reader& reader, Id issue);
std::optional<Issue> find(db::Reader& reader, Id product, std::int64_t number);
std::string url(db::Reader& reader, const Issue& issue);
// Its demands as they stand now: one that was merged away is the one it went into.
std::vector<Id> demands_of(db::Reader& reader, Id issue);
// Everybody it hits, each once: the people of its demands, then those who said so here.
std::vector<Id> affected(db::Reader& reader, Id issue);
// What a build has, found with it or before: those still there, then those that are fixed with it.
std::vector<Issue> of_bus(db::Reader& reader, const release::Bus& bus);
// Those of them that hold it.
std::vector<Issue> holding(db::Reader& reader, const release::Bus& bus);
// For release::Beside.
std::vector<release::IssueNote> notes(db::Reader& reader, const release::Bus& bus);

// /issues, /issues/{product}/{number}; staff: /studio/issues…
void add_pages(web::Site& site);

// What of this slice's rows follows from others, for canyu doctor.
db::Upkeep upkeep();

}  // namespace canyu::known_issues
