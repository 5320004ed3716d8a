// The public pages of red packets: those that are open, and one of them, opened with the second tap.
#include <array>

#include "features/red_packets/showing.hpp"
#include "platform/web/site.hpp"

namespace canyu::red_packets {
namespace {

using web::Access;
using web::Context;

constexpr std::int64_t packets_shown = 50;
constexpr std::int64_t past_shown = 20;
constexpr std::int64_t openings_shown = 200;

// What a tap can come to, and the words for it.
constexpr std::array<std::pair<std::string_view, const char*>, 11> outcomes = {{
    {"sold_out", "red_packets.outcome_sold_out"},
    {"over", "red_packets.outcome_over"},
    {"closed", "red_packets.outcome_over"},
    {"limit_reached", "red_packets.outcome_limit_reached"},
    {"key_taken", "red_packets.outcome_old_ticket"},
    {"impossible", "red_packets.outcome_old_ticket"},
    {"old_ticket", "red_packets.outcome_old_ticket"},
    {"too_often", "red_packets.outcome_too_often"},
    {"not_here", "red_packets.outcome_unknown"},
    {"halted", "red_packets.outcome_unknown"},
    {"unknown", "red_packets.outcome_unknown"},
}};

std::string words_of(const Context& context) {
    const auto outcome = context.query().get("claimed").value_or("");
    const auto found = std::ranges::find(outcomes, outcome, [](const auto& one) { return one.first; });
    return found == outcomes.end() ? "" : context.say({found->second, {}});
}

Result<Packet> packet_of(db::Reader& reader, const Context& context) {
    CANYU_TRY(const Id id, context.id("packet"));
    auto packet = store::find(reader, id);
    if (!packet) return not_found();
    return *std::move(packet);
}

std::vector<PacketCard> cards_of(db::Reader& reader, const std::vector<Packet>& packets, Time now) {
    std::vector<PacketCard> cards;
    for (const Packet& packet : packets) cards.push_back(card_of(reader, packet, now));
    return cards;
}

Result<PacketsPage> packets_page(Context& context) {
    return context.read([&](db::Reader& reader) -> Result<PacketsPage> {
        const Time now = context.now();
        return PacketsPage{cards_of(reader, store::running(reader, now, packets_shown), now),
                           cards_of(reader, store::ended(reader, now, past_shown), now)};
    });
}

void add_mine(db::Reader& reader, const allotments::Counter& counter, const Packet& packet,
              const Context& context, PacketPage& page) {
    const web::Identity& me = context.member();
    if (const auto mine = store::opening(reader, packet.id, me.person)) page.my_share = fen(mine->amount);
    page.is_mine = me.person == packet.giver_id;
    page.is_house = me.role != web::Role::member;
    if (const auto ticket = ticket_for(reader, packet, me.person, context.now()))
        page.tap = TapBox{counter.tickets.sign(*ticket), allotments::new_key()};
    page.not_spoken = !page.tap && !page.my_share && !page.is_mine && !page.is_house && !page.packet.is_over;
    const bool is_asked = packet.luckiest_gives_next && packet.luckiest_id == me.person;
    if (is_asked && page.following_url.empty() && !page.packet.meeting_url.empty())
        page.give_next_url =
            "/packets/new?topic=" + page.packet.meeting_url.substr(3) + "&after=" + to_string(packet.id);
}

Result<PacketPage> packet_page(Context& context, const allotments::Counter& counter) {
    return context.read([&](db::Reader& reader) -> Result<PacketPage> {
        CANYU_TRY(const Packet packet, packet_of(reader, context));
        PacketPage page;
        page.packet = card_of(reader, packet, context.now());
        page.tap_words = words_of(context);
        for (const store::Opening& opening : store::openings(reader, packet.id, openings_shown))
            page.openings.push_back({person_card(reader, opening.person_id), fen(opening.amount),
                                     opening.opened_at, opening.person_id == packet.luckiest_id});
        if (packet.luckiest_id) page.luckiest = person_card(reader, *packet.luckiest_id);
        if (packet.follows_id) page.previous_url = "/packets/" + to_string(*packet.follows_id);
        if (const auto next = store::next_of(reader, packet.id)) page.following_url = url(*next);
        if (context.person() != nullptr) add_mine(reader, counter, packet, context, page);
        return page;
    });
}

// The way from a granted tap to what was in it: what the journal has is an ordinary row from then on.
Result<http::Response> to_share(Context& context, const allotments::Counter& counter) {
    CANYU_TRY(const Packet packet,
              context.read([&](db::Reader& reader) { return packet_of(reader, context); }));
    if (!allotments::key_from(context.parameter("key"))) return not_found();
    counter.projection.catch_up(packet.allotment_id);
    const auto mine = context.read(
        [&](db::Reader& reader) { return store::opening(reader, packet.id, context.member().person); });
    if (!mine) return not_found();
    return http::see_other(url(packet));
}

}  // namespace

people::Card person_card(db::Reader& reader, Id person) {
    return people::card(people::find(reader, person).value());
}

PacketCard card_of(db::Reader& reader, const Packet& packet, Time now) {
    const auto meeting = forum::find_meeting(reader, packet.topic_id);
    return {url(packet),
            packet.words,
            person_card(reader, packet.giver_id),
            packet.from_house,
            meeting ? meeting->title : "",
            meeting ? meeting->url : "",
            packet.money,
            packet.shares,
            packet.opened_count,
            fen(packet.opened_amount),
            packet.how,
            packet.circle,
            packet.luckiest_gives_next,
            packet.given_at,
            packet.closes_at,
            packet.ended_at || packet.closes_at <= now};
}

void add_pages(web::Site& site, const allotments::Counter& counter) {
    site.get("/packets", Access::visitor, "red_packets/packets.html",
             [](Context& c) { return packets_page(c); },
             {.summary = "The red packets that can be opened, and the last that were", .cached = true});
    site.get("/packets/{packet}", Access::visitor, "red_packets/packet.html",
             [&counter](Context& c) { return packet_page(c, counter); },
             {.summary = "A red packet: from whom, for whom, who got what and who was luckiest"});
    allotments::add_claims(site, counter, "/packets/{packet}/claims",
                           "Open it: a share of the money, once for each person");
    site.get("/packets/{packet}/claims/{key}", Access::member, "",
             [&counter](Context& c) { return to_share(c, counter); }, {.summary = "What was in it for me"});
    add_giving(site);
    add_purse_pages(site);
}

}  // namespace canyu::red_packets
