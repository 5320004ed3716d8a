// Opening a packet: who may, and the rows that follow from what its allotment says.
#include "base/amount.hpp"
#include "engines/allocation/splitting.hpp"
#include "features/notices/notices.hpp"
#include "features/people/people.hpp"
#include "features/red_packets/rules.hpp"

namespace canyu::red_packets {
namespace {

using allocation::ActKind;
using allotments::Decided;
using participation::Verb;

constexpr std::int64_t closed_at_once = 500;

bool is_in_circle(db::Reader& reader, const Packet& packet, Id person) {
    return packet.circle == Circle::everybody ||
           forum::has_spoken(reader, packet.topic_id, person, packet.given_at);
}

// Writes the rows of decisions about one packet.
class Rows {
  public:
    Rows(db::Writer& writer, IdSource& ids, Packet packet)
        : writer_(writer), ids_(ids), packet_(std::move(packet)) {
        if (const auto meeting = forum::find_meeting(writer, packet_.topic_id))
            product_ = meeting->product_id;
    }

    void take(const Decided& decided) {
        if (decided.decision.kind == ActKind::claim) open(decided);
        if (decided.decision.kind == ActKind::close) {
            if (!packet_.ended_at) end(decided.at);
            packet_.is_closed = true;
        }
    }
    void keep() { store::update(writer_, packet_); }

  private:
    void open(const Decided& decided) {
        const allocation::Decision& share = decided.decision;
        store::insert(writer_,
                      store::Opening{packet_.id, share.unit, share.person, share.amount, decided.at});
        add_entry(writer_, ids_, share.person, store::EntryKind::opened, packet_.id, share.amount,
                  decided.at);
        participation::record(writer_, ids_, deed_of(packet_, product_, Verb::open, share.person),
                              decided.at);
        packet_.opened_amount += share.amount;
        if (++packet_.opened_count == packet_.shares) end(decided.at);
    }

    void end(Time at) {
        packet_.ended_at = at;
        if (const std::int64_t rest = packet_.money.amount - packet_.opened_amount; rest > 0) {
            if (!packet_.from_house)
                add_entry(writer_, ids_, packet_.giver_id, store::EntryKind::came_back, packet_.id, rest, at);
            tell(writer_, ids_, packet_, packet_.giver_id, "red_packets.told_came_back", rest, at);
        } else {
            tell(writer_, ids_, packet_, packet_.giver_id, "red_packets.told_all_opened", 0, at);
        }
        name_luckiest(at);
    }

    void name_luckiest(Time at) {
        const auto openings = store::openings(writer_, packet_.id, most_shares);
        if (openings.empty()) return;
        std::vector<std::int64_t> shares;
        for (const store::Opening& opening : openings) shares.push_back(opening.amount);
        const store::Opening& lucky = openings[allocation::luckiest(shares)];
        packet_.luckiest_id = lucky.person_id;
        tell(writer_, ids_, packet_, lucky.person_id,
             packet_.luckiest_gives_next ? "red_packets.told_gives_next" : "red_packets.told_luckiest",
             lucky.amount, at);
    }

    db::Writer& writer_;
    IdSource& ids_;
    Packet packet_;
    Id product_{};
};

}  // namespace

std::optional<allotments::Ticket> ticket_for(db::Reader& reader, const Packet& packet, Id person, Time now) {
    const auto who = people::find(reader, person);
    if (!who || who->role != web::Role::member || person == packet.giver_id || packet.ended_at ||
        packet.closes_at <= now || store::opening(reader, packet.id, person) ||
        !is_in_circle(reader, packet, person))
        return std::nullopt;
    return allotments::Ticket{.allotment = packet.allotment_id,
                              .person = person,
                              .channels = 1,
                              .until = allotments::ticket_until(now, packet.closes_at)};
}

allotments::Follower follower(IdSource& ids) {
    return [&ids](db::Writer& writer, Id, Id packet_id, std::span<const Decided> decisions) {
        auto packet = store::find(writer, packet_id);
        CANYU_CHECK(packet.has_value());
        Rows rows(writer, ids, *std::move(packet));
        for (const Decided& decided : decisions) rows.take(decided);
        rows.keep();
    };
}

void keep(db::Database& store, const allotments::Counter& counter, Time now) {
    const auto due =
        store.read([&](db::Reader& reader) { return store::to_close(reader, now, closed_at_once); });
    for (const Packet& packet : due) {
        const allocation::Key key{static_cast<std::uint64_t>(packet.id.value), 0};
        counter.desk.ask(packet.allotment_id, {.kind = ActKind::close, .key = key});
        counter.projection.catch_up(packet.allotment_id);
    }
}

participation::Deed deed_of(const Packet& packet, Id product, Verb verb, Id person) {
    return {person, product, "talk", verb, participation::Object::packet, packet.id};
}

void add_entry(db::Writer& writer, IdSource& ids, Id person, store::EntryKind kind, Id subject,
               std::int64_t amount, Time now) {
    store::insert(writer, store::Entry{ids.next(), person, kind, subject, amount, now});
}

void tell(db::Writer& writer, IdSource& ids, const Packet& packet, Id person, const char* key,
          std::int64_t amount, Time now) {
    // Giver and luckiest hear of the same moment: each has a subject of their own.
    notices::tell(writer, ids,
                  {notices::Kind::receipt,
                   "red_packet:" + to_string(packet.id) + ":" + to_string(person),
                   url(packet),
                   {key, {{"words", packet.words}, {"yuan", amount_text(amount)}}},
                   {"red_packets.told_because", {}}},
                  {person}, now);
}

}  // namespace canyu::red_packets
