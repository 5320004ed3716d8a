// The tables of allotments.
#pragma once

#include "features/allotments/allotments.hpp"

namespace canyu::allotments::store {

struct Registered {
    Id id;
    std::string kind;
    Id object_id;
    Time opened_at{};
    Bytes opening;              // row 0 of the journal
    std::int64_t next_seq = 1;  // as in Progress
};
BOOST_DESCRIBE_STRUCT(Registered, (), (id, kind, object_id, opened_at, opening, next_seq))
void insert(db::Writer& writer, const Registered& registered);
std::optional<Registered> find(db::Reader& reader, Id allotment);

// How far the ordinary rows of an allotment have come.
struct Progress {
    Id id;
    std::string kind;
    Id object_id;
    std::int64_t next_seq = 0;  // the first row that was not followed yet
    std::optional<Time> finished_at;
};
BOOST_DESCRIBE_STRUCT(Progress, (), (id, kind, object_id, next_seq, finished_at))
std::optional<Progress> find_progress(db::Reader& reader, Id allotment);
// False when somebody else has advanced it meanwhile.
bool advance(db::Writer& writer, Id allotment, std::int64_t from_seq, std::int64_t to_seq);
// Only where every row was followed.
bool finish(db::Writer& writer, Id allotment, std::int64_t rows, Time now);
std::vector<Id> unfinished(db::Reader& reader);
std::vector<Reached> reached(db::Reader& reader);

// The secret that tickets are signed with; the first one put in stays.
std::optional<Bytes> find_secret(db::Reader& reader);
void put_secret(db::Writer& writer, const Bytes& secret);

// Who leads an allotment, by the clock of whoever took the lease.
struct Lease {
    Id allotment_id;
    std::int64_t node = 0;
    std::int64_t epoch = 0;
    Time until_at{};
};
BOOST_DESCRIBE_STRUCT(Lease, (), (allotment_id, node, epoch, until_at))
std::optional<Lease> find_lease(db::Reader& reader, Id allotment);
void put(db::Writer& writer, const Lease& lease);
// False when it is another's now.
bool renew(db::Writer& writer, const Lease& lease);
// It has run out by `until_at`, and a renewal that is still on its way finds another epoch.
void end(db::Writer& writer, const Lease& lease);

}  // namespace canyu::allotments::store
