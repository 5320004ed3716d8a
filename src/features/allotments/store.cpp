#include "features/allotments/store.hpp"

namespace canyu::allotments::store {

void insert(db::Writer& writer, const Registered& registered) {
    writer.insert("allotment", registered);
}

std::optional<Registered> find(db::Reader& reader, Id allotment) {
    return reader.row<Registered>(
        "select id, kind, object_id, opened_at, opening from allotment where id = ?", allotment);
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
