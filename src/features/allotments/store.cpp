#include "features/allotments/store.hpp"

namespace canyu::allotments::store {

void insert(db::Writer& writer, const Registered& registered) {
    writer.insert("allotment", registered);
}

std::optional<Registered> find(db::Reader& reader, Id allotment) {
    return reader.row<Registered>(
        "select id, kind, object_id, opened_at, opening, next_seq from allotment where id = ?", allotment);
}

std::optional<Progress> find_progress(db::Reader& reader, Id allotment) {
    return reader.row<Progress>(
        "select id, kind, object_id, next_seq, finished_at from allotment where id = ?", allotment);
}

bool advance(db::Writer& writer, Id allotment, std::int64_t from_seq, std::int64_t to_seq) {
    return writer.execute("update allotment set next_seq = ? where id = ? and next_seq = ?", to_seq,
                          allotment, from_seq) == 1;
}

bool finish(db::Writer& writer, Id allotment, std::int64_t rows, Time now) {
    return writer.execute(
               "update allotment set finished_at = ? where id = ? and next_seq = ? and finished_at is null",
               now, allotment, rows) == 1;
}

std::vector<Id> unfinished(db::Reader& reader) {
    return reader.rows<Id>("select id from allotment where finished_at is null order by id");
}

std::vector<Reached> reached(db::Reader& reader) {
    return reader.rows<Reached>("select id, next_seq from allotment order by id");
}

std::optional<Bytes> find_secret(db::Reader& reader) {
    return reader.row<Bytes>("select secret from allotment_secret where id = 1");
}

void put_secret(db::Writer& writer, const Bytes& secret) {
    writer.execute("insert into allotment_secret (id, secret) values (1, ?) on conflict do nothing", secret);
}

std::optional<Lease> find_lease(db::Reader& reader, Id allotment) {
    return reader.row<Lease>(
        "select allotment_id, node, epoch, until_at from allotment_lease where allotment_id = ?", allotment);
}

void put(db::Writer& writer, const Lease& lease) {
    writer.execute(
        "insert into allotment_lease (allotment_id, node, epoch, until_at) values (?, ?, ?, ?) "
        "on conflict (allotment_id) do update set node = excluded.node, epoch = excluded.epoch, "
        "until_at = excluded.until_at",
        lease.allotment_id, lease.node, lease.epoch, lease.until_at);
}

bool renew(db::Writer& writer, const Lease& lease) {
    return writer.execute(
               "update allotment_lease set until_at = ? where allotment_id = ? and node = ? and epoch = ?",
               lease.until_at, lease.allotment_id, lease.node, lease.epoch) == 1;
}

void end(db::Writer& writer, const Lease& lease) {
    writer.execute(
        "update allotment_lease set until_at = ?, epoch = epoch + 1 "
        "where allotment_id = ? and node = ? and epoch = ?",
        lease.until_at, lease.allotment_id, lease.node, lease.epoch);
}

}  // namespace canyu::allotments::store
