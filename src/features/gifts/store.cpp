#include "features/gifts/store.hpp"

namespace canyu::gifts::store {
namespace {

const std::string select_gifts =
    "select id, number, product_id, allotment_id, title, about, wins, thanks, units, since, opens_at, "
    "closes_at, offered_at, offered_by, is_counted, is_closed from gift ";
const std::string select_earned = "select gift_id, person_id, thanks, earned_at from gift_earned ";

}  // namespace

void insert(db::Writer& writer, const Gift& gift) {
    writer.insert("gift", gift);
}

void set_counted(db::Writer& writer, Id gift) {
    writer.execute("update gift set is_counted = 1 where id = ?", gift);
}

void set_closed(db::Writer& writer, Id gift) {
    writer.execute("update gift set is_closed = 1 where id = ?", gift);
}

std::optional<Gift> find(db::Reader& reader, Id gift) {
    return reader.row<Gift>(select_gifts + "where id = ?", gift);
}

std::vector<Gift> all(db::Reader& reader) {
    return reader.rows<Gift>(select_gifts + "order by id desc");
}

std::vector<Gift> unclosed(db::Reader& reader) {
    return reader.rows<Gift>(select_gifts + "where is_closed = 0 order by id");
}

bool insert(db::Writer& writer, const Earned& earned) {
    return writer.insert_new("gift_earned", earned);
}

std::optional<Earned> earned(db::Reader& reader, Id gift, Id person) {
    return reader.row<Earned>(select_earned + "where gift_id = ? and person_id = ?", gift, person);
}

std::vector<Earned> all_earned(db::Reader& reader, Id gift, std::int64_t limit) {
    return reader.rows<Earned>(
        select_earned + "where gift_id = ? order by thanks desc, earned_at, person_id limit ?", gift, limit);
}

}  // namespace canyu::gifts::store
