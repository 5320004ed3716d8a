// The one spine: an append-only log of what people did, written in the same transaction as the deed itself.
#pragma once

#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "platform/db/db.hpp"

namespace canyu::participation {

enum class Verb {
    join,     // came to the community
    report,   // said something
    support,  // "me too"
    confirm,  // "it works" after it shipped
    dispute,  // "not fixed" after it shipped
    open_topic,
    post,
    decide,      // staff: planned, started, shipped, declined, deferred, redirected
    tidy,        // staff: put a report into a demand, merged, split
    experience,  // told how a release is to use
    pull,        // a squad's people: took a demand to make it
    read,        // read a report as the squad that makes its demand, the first to do so
    hit,         // "it hits me too", of a known issue
    ride,        // takes a product's builds earlier than others
    flag,        // thinks that something should not stand here
    helpful,     // "this helped me", on somebody's post
    review,      // staff: decided about a thing that was held, flagged or appealed
    rule,        // staff or an expert: named the post that answers a topic
    reserve,     // wants to be there when it is sold
    claim,       // got something scarce
    buy,         // paid for it
    receive,     // has it in hand
    earn,        // was given a right or an honour for a deed
    give,        // passed it on to somebody
    redeem,      // used it
    open,        // opened a red packet
};
BOOST_DESCRIBE_ENUM(Verb, join, report, support, confirm, dispute, open_topic, post, decide, tidy, experience,
                    pull, read, hit, ride, flag, helpful, review, rule, reserve, claim, buy, receive, earn,
                    give, redeem, open)

// What a deed was done to.
enum class Object {
    person,
    report,
    demand,
    topic,
    post,
    release,
    issue,
    product,
    sale,
    order,
    code,
    title,
    packet
};
BOOST_DESCRIBE_ENUM(Object, person, report, demand, topic, post, release, issue, product, sale, order, code,
                    title, packet)

struct Deed {
    Id person;
    Id product;        // Id{} for none
    std::string node;  // the opened point of the company's work: "product", "service", …
    Verb verb = Verb::join;
    Object object = Object::person;
    Id object_id;
};

// A row as it stands in the log. A withdrawal is a row of its own that names the one it takes back.
struct Row {
    Id id;
    Time at{};
    Id person_id;
    Id product_id;
    std::string node;
    Verb verb = Verb::join;
    Object object = Object::person;
    Id object_id;
    std::optional<Id> reverses;
};
BOOST_DESCRIBE_STRUCT(Row, (), (id, at, person_id, product_id, node, verb, object, object_id, reverses))

Id record(db::Writer& writer, IdSource& ids, const Deed& deed, Time now);
// Takes back the last standing deed of this person, verb and object; nothing when there is none.
std::optional<Id> reverse(db::Writer& writer, IdSource& ids, const Deed& deed, Time now);

// Newest first, reversed pairs included; `before` is the last id of the page before, Id{} to start.
std::vector<Row> of_person(db::Reader& reader, Id person, Id before, std::int64_t limit);
std::optional<Row> find(db::Reader& reader, Id person, Id row);
// The last deed of that person, verb and object that was not taken back.
std::optional<Row> standing(db::Reader& reader, Id person, Verb verb, Object object, Id object_id);
// How many deeds of a verb stand (reversed ones not counted).
std::int64_t count(db::Reader& reader, Id person, Verb verb);
// When the latest deeds of a verb were done, those taken back included; the newest first.
std::vector<Time> latest(db::Reader& reader, Id person, Verb verb, std::int64_t limit);
// How much a person took part: standing deeds, and the days (UTC) on which there was one. What takes a
// click (pointing at others' words, reaching for something scarce) or is given to somebody is no part, here
// and in count_all: it would be trust for nothing.
struct Activity {
    std::int64_t deeds = 0;
    std::int64_t days = 0;
};
BOOST_DESCRIBE_STRUCT(Activity, (), (deeds, days))
Activity activity(db::Reader& reader, Id person);
// How many deeds of every person stand: what trust is computed from. Only those asked for.
std::unordered_map<Id, std::int64_t> count_all(db::Reader& reader, const std::vector<Id>& people);

}  // namespace canyu::participation
