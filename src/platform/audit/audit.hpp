// The audit log: what staff did, to what, written in the transaction of the act itself and never changed.
#pragma once

#include <string>
#include <vector>

#include "platform/db/db.hpp"

namespace canyu::audit {

struct Entry {
    Id id;
    Time at{};
    Id person_id;             // who did it
    std::string act;          // "demand.act_merged": the key of its words
    std::string object_kind;  // "demand", "report", "person", "product" …
    Id object_id;
    std::string
        detail;  // what a later reader needs to understand it, in the words of who did it; "" for none
};
BOOST_DESCRIBE_STRUCT(Entry, (), (id, at, person_id, act, object_kind, object_id, detail))

struct Object {
    std::string kind;
    Id id;
};

void record(db::Writer& writer, IdSource& ids, Id who, const std::string& act, const Object& object,
            const std::string& detail, Time now);

// Newest first. `person` Id{} for everybody; `before` is the last id of the page before, Id{} to start.
std::vector<Entry> list(db::Reader& reader, Id person, Id before, std::int64_t limit);
// Everything that was done to one thing, newest first.
std::vector<Entry> list_of(db::Reader& reader, const Object& object, std::int64_t limit);

// What was done to it stays, without the words that say it: they would tell of somebody who left.
void forget_details(db::Writer& writer, const Object& object);
// The same of details that say just this, of one kind of objects or ("") of all.
void forget_detail(db::Writer& writer, const std::string& detail, const std::string& object_kind = "");

}  // namespace canyu::audit
