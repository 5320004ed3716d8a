// Giving a packet: what it may be, where its money is from, and its post in the topic.
#include <fmt/core.h>

#include "base/text.hpp"
#include "features/people/people.hpp"
#include "features/red_packets/rules.hpp"
#include "platform/audit/audit.hpp"
#include "platform/web/checks.hpp"

namespace canyu::red_packets {
namespace {

using participation::Verb;
using std::chrono::hours;

Result<void> check(db::Reader& reader, const Packet& packet, Time now) {
    web::Checks checks;
    checks.length("words", packet.words, 2, 80);
    checks.that(packet.shares >= 1 && packet.shares <= most_shares, "shares", "red_packets.how_many");
    const std::int64_t amount = packet.money.amount;
    if (amount > most_money)
        checks.add("money", {"red_packets.too_much", {}});
    else if (amount < std::max<std::int64_t>(packet.shares, 1))
        checks.add("money", {"red_packets.a_fen_each", {}});
    else if (!packet.from_house && amount > in_purse(reader, packet.giver_id))
        checks.add("money", {"red_packets.not_in_purse", {}});
    const auto open_for = packet.closes_at - now;
    checks.that(open_for >= hours{1} && open_for <= hours{72}, "hours", "red_packets.how_long");
    return checks.result();
}

// Only who was luckiest gives the next one.
bool may_follow(db::Reader& reader, const Packet& packet) {
    if (!packet.follows_id) return true;
    const auto before = store::find(reader, *packet.follows_id);
    return before && before->luckiest_id == packet.giver_id && !store::next_of(reader, before->id);
}

allocation::Terms terms_of(const Packet& packet, Time now) {
    allocation::Terms terms;
    terms.channels.push_back(
        {.units = static_cast<std::uint32_t>(packet.shares), .opens = now, .closes = packet.closes_at});
    terms.split = packet.how == HowSplit::equal ? allocation::Split::equal : allocation::Split::random;
    terms.money = packet.money.amount;
    return terms;
}

}  // namespace

std::string url(const Packet& packet) {
    return "/packets/" + to_string(packet.id);
}

std::optional<Packet> find(db::Reader& reader, Id packet) {
    return store::find(reader, packet);
}

std::string envelope(const Packet& packet, const std::string& label) {
    return fmt::format("{}\n\n[{}]({})", packet.words, label, url(packet));
}

Result<void> give(db::Writer& writer, IdSource& ids, Packet packet, const forum::PreparedText& post,
                  Time now) {
    const auto giver = people::find(writer, packet.giver_id);
    CANYU_CHECK(giver.has_value());
    packet.from_house = giver->role != web::Role::member;
    packet.words = clean_line(packet.words);
    packet.money.currency = currency;
    packet.given_at = now;
    if (auto checked = check(writer, packet, now); !checked) return checked;
    if (!may_follow(writer, packet)) return not_found();
    const auto meeting = forum::find_meeting(writer, packet.topic_id);
    if (!meeting) return not_found();
    packet.allotment_id =
        allotments::open(writer, ids, {purpose_kind, packet.id}, terms_of(packet, now), now);
    store::insert(writer, packet);
    if (packet.from_house) {
        audit::record(writer, ids, packet.giver_id, "red_packets.act_given", {"red_packet", packet.id},
                      packet.words, now);
    } else {
        add_entry(writer, ids, packet.giver_id, store::EntryKind::given, packet.id, -packet.money.amount,
                  now);
    }
    participation::record(writer, ids, deed_of(packet, meeting->product_id, Verb::give, packet.giver_id),
                          now);
    if (auto made = forum::add_post(writer, ids, {packet.topic_id, packet.giver_id}, post, now); !made)
        return std::unexpected(std::move(made).error());
    return {};
}

}  // namespace canyu::red_packets
