// How far each person who speaks for a demand speaks for themselves, and who must be held until somebody has
// looked.
#pragma once

#include <boost/describe.hpp>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "base/clock.hpp"
#include "base/id.hpp"

namespace canyu::surfacing {

// What a person did for another demand.
struct Deed {
    Id demand;
    Time at;
    // How many others would by chance have done the same within IndependenceOptions::together, 0 or more: the
    // demand's voices in its whole life (at least some weeks), by the share of it that `together` is. On a
    // busy demand somebody always acts at the same minute, and that says nothing.
    double chance = 0;
};

// What is known of a person's act for one demand: a report, a support, a "not me". What is not known tells
// nothing against the person.
struct Trace {
    Id person;
    Time acted;
    std::optional<Time> born;   // when the account was made
    Id referrer;                // whose share brought the person
    std::uint64_t network = 0;  // where the act came from, hashed; 0 also where thousands share an address
    // For other demands, before `acted`, in order of time; a few of the latest are enough. Deeds whose chance
    // is 1 or more tell nothing and may be left out, before it is said how many there are.
    std::span<const Deed> deeds;
    bool silent = false;  // a "me too", which says nothing
    // From Copying, for an act with words; nothing for one without.
    std::optional<double> copied;
    Id copied_from;
    std::int64_t copies = 0;  // how many other persons' texts are copies of this one
    // Published by somebody who has computed it already: persons of one group are one voice.
    Id known_group;
};

struct IndependenceOptions {
    // The k-th person of a network correlates k / (k + allowed) with those before: a household or an office
    // counts nearly in full, of a farm of n count about allowed × log(1 + n / allowed).
    double network_allowed = 3;
    double referrer_allowed = 30;  // who has many followers brings many honest people
    // Who acts on the same other demands within so long of one another.
    Milliseconds together = std::chrono::minutes(2);
    // A younger demand's usual pace is not known, and it is taken to be this old.
    Milliseconds least_life = std::chrono::days(30);
    // Accounts made within so long of one another, against the product's own sign-ups in the weeks before.
    Milliseconds born_together = std::chrono::hours(1);
    double births_allowed = 3;
    double held_from = 0.7;     // a person is held from this correlation on
    std::int64_t mob_from = 3;  // so many held persons make a group a mob, and its other newcomers are held
    Milliseconds newcomer_for = std::chrono::days(7);
    // So many silent newcomers a demand may have, and so many more for each other person who speaks for it
    // and is not held; where there are more, all of them are held. An honest crowd brings words, or somebody
    // who was there before.
    double silent_allowed = 10;
    double silent_for_each = 4;
};

// Each trace 0..1, told apart so that a page can say why.
struct Standing {
    Id person;
    double independence = 1;  // 1 - highest correlation with those before
    Id group;  // of persons who correlate: the smallest id of them, the person's own where there is nobody
    bool held = false;
    double copied = 0;
    double same_network = 0;
    double same_referrer = 0;
    double acted_together = 0;
    double born_together = 0;
};
BOOST_DESCRIBE_STRUCT(Standing, (),
                      (person, independence, group, held, copied, same_network, same_referrer, acted_together,
                       born_together))

// Deed::chance of a demand with so many voices in a life so long until the deed.
[[nodiscard]] double chance_of(std::int64_t voices, Milliseconds lived,
                               const IndependenceOptions& options = {});

// One standing a person, in canonical order: by the time of their first act, then by id. The order of
// `traces` does not matter. `births`: when the product's accounts were made, ascending; only those before a
// person's birth are looked at.
//
//     independence = ((1 - copied) · (1 - same_network) · (1 - same_referrer) · (1 - acted_together))^(1 +
//     born_together)
//
// Accounts made at the same time and acting at the same time are also what an honest surge after a release is
// made of: that alone says nothing, it makes worse what else is shared. It depends on those before alone, so
// a later voice never changes it. Being held does depend on those after: the first of a mob is known by those
// who copy him, and a mob that says nothing by its number. Time: linear in traces and deeds but for the sort.
// Pure.
[[nodiscard]] std::vector<Standing> standings(std::span<const Trace> traces, std::span<const Time> births,
                                              const IndependenceOptions& options = {});

}  // namespace canyu::surfacing
