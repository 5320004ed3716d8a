// The tables of red packets and purses.
#pragma once

#include "features/red_packets/red_packets.hpp"

namespace canyu::red_packets::store {

void insert(db::Writer& writer, const Packet& packet);
// What follows from the journal.
void update(db::Writer& writer, const Packet& packet);
std::optional<Packet> find(db::Reader& reader, Id packet);
std::vector<Packet> running(db::Reader& reader, Time now, std::int64_t limit);  // the latest first
std::vector<Packet> ended(db::Reader& reader, Time now, std::int64_t limit);
std::vector<Packet> to_close(db::Reader& reader, Time now, std::int64_t limit);
// The one that its luckiest gave.
std::optional<Packet> next_of(db::Reader& reader, Id packet);

struct Opening {
    Id packet_id;
    std::int64_t unit = 0;
    Id person_id;
    std::int64_t amount = 0;
    Time opened_at{};
};
BOOST_DESCRIBE_STRUCT(Opening, (), (packet_id, unit, person_id, amount, opened_at))
void insert(db::Writer& writer, const Opening& opening);
std::optional<Opening> opening(db::Reader& reader, Id packet, Id person);
std::vector<Opening> openings(db::Reader& reader, Id packet, std::int64_t limit);  // the first first

enum class EntryKind { opened, given, came_back, asked_for, not_paid };
BOOST_DESCRIBE_ENUM(EntryKind, opened, given, came_back, asked_for, not_paid)
struct Entry {
    Id id;
    Id person_id;
    EntryKind kind = EntryKind::opened;
    Id subject_id;  // the packet, or the payout
    std::int64_t amount = 0;
    Time at{};
};
BOOST_DESCRIBE_STRUCT(Entry, (), (id, person_id, kind, subject_id, amount, at))
void insert(db::Writer& writer, const Entry& entry);
std::int64_t in_purse(db::Reader& reader, Id person);
std::int64_t in_all_purses(db::Reader& reader);
std::vector<Entry> entries(db::Reader& reader, Id person, std::int64_t limit);  // the latest first

enum class PayoutState { asked, paid, not_paid };
BOOST_DESCRIBE_ENUM(PayoutState, asked, paid, not_paid)
struct Payout {
    Id id;
    Id person_id;
    std::int64_t amount = 0;
    Time asked_at{};
    PayoutState state = PayoutState::asked;
    std::optional<Time> answered_at;
    std::optional<Id> answered_by;
    std::string words;
};
BOOST_DESCRIBE_STRUCT(Payout, (), (id, person_id, amount, asked_at, state, answered_at, answered_by, words))
void insert(db::Writer& writer, const Payout& payout, const std::string& address);
void answer(db::Writer& writer, const Payout& payout);
std::optional<Payout> payout(db::Reader& reader, Id payout);
std::string address(db::Reader& reader, Id payout);             // "" where the person left
std::vector<Payout> payouts_of(db::Reader& reader, Id person);  // the latest first
std::vector<Payout> asked(db::Reader& reader);                  // the first first
std::vector<Payout> answered(db::Reader& reader, std::int64_t limit);

}  // namespace canyu::red_packets::store
