#include "features/red_packets/store.hpp"

namespace canyu::red_packets::store {
namespace {

const std::string select_packets =
    "select id, allotment_id, topic_id, giver_id, from_house, words, how, circle, money_amount, "
    "money_currency, shares, luckiest_gives_next, follows_id, given_at, closes_at, opened_count, "
    "opened_amount, ended_at, luckiest_id, is_closed from red_packet ";
const std::string select_openings =
    "select packet_id, unit, person_id, amount, opened_at from packet_opening ";
const std::string select_payouts =
    "select id, person_id, amount, asked_at, state, answered_at, answered_by, words from payout ";

struct PayoutAddress {
    Id payout_id;
    Id person_id;
    std::string address;
};
BOOST_DESCRIBE_STRUCT(PayoutAddress, (), (payout_id, person_id, address))

}  // namespace

void insert(db::Writer& writer, const Packet& packet) {
    writer.insert("red_packet", packet);
}

void update(db::Writer& writer, const Packet& packet) {
    writer.execute(
        "update red_packet set opened_count = ?, opened_amount = ?, ended_at = ?, luckiest_id = ?, "
        "is_closed = ? where id = ?",
        packet.opened_count, packet.opened_amount, packet.ended_at, packet.luckiest_id, packet.is_closed,
        packet.id);
}

std::optional<Packet> find(db::Reader& reader, Id packet) {
    return reader.row<Packet>(select_packets + "where id = ?", packet);
}

std::vector<Packet> running(db::Reader& reader, Time now, std::int64_t limit) {
    return reader.rows<Packet>(
        select_packets + "where ended_at is null and closes_at > ? order by given_at desc, id desc limit ?",
        now, limit);
}

std::vector<Packet> ended(db::Reader& reader, Time now, std::int64_t limit) {
    return reader.rows<Packet>(
        select_packets +
            "where ended_at is not null or closes_at <= ? order by given_at desc, id desc limit ?",
        now, limit);
}

std::vector<Packet> to_close(db::Reader& reader, Time now, std::int64_t limit) {
    return reader.rows<Packet>(
        select_packets +
            "where is_closed = 0 and (closes_at <= ? or ended_at is not null) order by id limit ?",
        now, limit);
}

std::optional<Packet> next_of(db::Reader& reader, Id packet) {
    return reader.row<Packet>(select_packets + "where follows_id = ? order by id", packet);
}

void insert(db::Writer& writer, const Opening& opening) {
    writer.insert("packet_opening", opening);
}

std::optional<Opening> opening(db::Reader& reader, Id packet, Id person) {
    return reader.row<Opening>(select_openings + "where packet_id = ? and person_id = ?", packet, person);
}

std::vector<Opening> openings(db::Reader& reader, Id packet, std::int64_t limit) {
    return reader.rows<Opening>(select_openings + "where packet_id = ? order by unit limit ?", packet, limit);
}

void insert(db::Writer& writer, const Entry& entry) {
    writer.insert("purse_entry", entry);
}

std::int64_t in_purse(db::Reader& reader, Id person) {
    return reader.value<std::int64_t>(
        "select cast(coalesce(sum(amount), 0) as bigint) from purse_entry where person_id = ?", person);
}

std::int64_t in_all_purses(db::Reader& reader) {
    return reader.value<std::int64_t>("select cast(coalesce(sum(amount), 0) as bigint) from purse_entry");
}

std::vector<Entry> entries(db::Reader& reader, Id person, std::int64_t limit) {
    return reader.rows<Entry>(
        "select id, person_id, kind, subject_id, amount, at from purse_entry where person_id = ? "
        "order by at desc, id desc limit ?",
        person, limit);
}

void insert(db::Writer& writer, const Payout& payout, const std::string& address) {
    writer.insert("payout", payout);
    writer.insert("payout_address", PayoutAddress{payout.id, payout.person_id, address});
}

void answer(db::Writer& writer, const Payout& payout) {
    writer.execute("update payout set state = ?, answered_at = ?, answered_by = ?, words = ? where id = ?",
                   payout.state, payout.answered_at, payout.answered_by, payout.words, payout.id);
}

std::optional<Payout> payout(db::Reader& reader, Id payout) {
    return reader.row<Payout>(select_payouts + "where id = ?", payout);
}

std::string address(db::Reader& reader, Id payout) {
    return reader.row<std::string>("select address from payout_address where payout_id = ?", payout)
        .value_or("");
}

std::vector<Payout> payouts_of(db::Reader& reader, Id person) {
    return reader.rows<Payout>(select_payouts + "where person_id = ? order by id desc", person);
}

std::vector<Payout> asked(db::Reader& reader) {
    return reader.rows<Payout>(select_payouts + "where state = 'asked' order by id");
}

std::vector<Payout> answered(db::Reader& reader, std::int64_t limit) {
    return reader.rows<Payout>(select_payouts + "where state <> 'asked' order by answered_at desc limit ?",
                               limit);
}

}  // namespace canyu::red_packets::store
