// The form by which a packet is given into a topic.
#include "base/amount.hpp"
#include "base/text.hpp"
#include "features/red_packets/showing.hpp"
#include "platform/web/checks.hpp"
#include "platform/web/site.hpp"

namespace canyu::red_packets {
namespace {

using web::Access;
using web::Context;
using web::Done;

PacketForm usual_packet(const Context& context) {
    PacketForm form;
    form.topic = parse_id(context.query().get("topic").value_or("")).value_or(Id{}).value;
    form.after = context.query().get("after").value_or("");
    form.shares = 10;
    form.hours = 24;
    form.luckiest_gives_next = !form.after.empty();
    return form;
}

PacketFields fields_of(const PacketForm& form) {
    return {form.words, form.money,  std::to_string(form.shares), std::to_string(form.hours),
            form.how,   form.circle, form.luckiest_gives_next,    form.after};
}

Result<NewPacketPage> new_packet_page(Context& context, const PacketForm& form) {
    return context.read([&](db::Reader& reader) -> Result<NewPacketPage> {
        const auto meeting = forum::find_meeting(reader, form.topic);
        if (!meeting) return not_found();
        const web::Identity& me = context.member();
        return NewPacketPage{meeting->title,
                             meeting->url,
                             form.topic,
                             me.role != web::Role::member,
                             fen(in_purse(reader, me.person)),
                             fields_of(form)};
    });
}

Result<Packet> packet_in(Context& context, const PacketForm& form, Id topic) {
    const auto amount = read_amount(trim(form.money));
    const auto after = form.after.empty() ? std::optional(Id{}) : parse_id(form.after);
    if (!after) return not_found();
    web::Checks checks;
    checks.that(amount.has_value(), "money", "red_packets.no_amount");
    checks.that(form.hours >= 1 && form.hours <= 72, "hours", "red_packets.how_long");
    if (auto checked = checks.result(); !checked) return std::unexpected(std::move(checked).error());
    Packet packet;
    packet.id = context.ids().next();
    packet.topic_id = topic;
    packet.giver_id = context.member().person;
    packet.words = clean_line(form.words);
    packet.how = form.how;
    packet.circle = form.circle;
    packet.money = fen(*amount);
    packet.shares = form.shares;
    packet.luckiest_gives_next = form.luckiest_gives_next;
    if (*after) packet.follows_id = *after;
    packet.closes_at = context.now() + std::chrono::hours{form.hours};
    return packet;
}

// Its post cannot wait for moderators while its money runs: who is looked at first gives none.
Result<forum::PreparedText> prepare_post(Context& context, const Packet& packet) {
    return context.read([&](db::Reader& reader) -> Result<forum::PreparedText> {
        CANYU_TRY(forum::PreparedText text,
                  forum::prepare(reader, envelope(packet, context.say({"red_packets.envelope", {}}))));
        CANYU_TRY(const auto held, forum::judge(reader, packet.giver_id, false, text, context.now()));
        if (held) return refuse(409, "red_packets.looked_at_first");
        return text;
    });
}

Result<Done> give_packet(Context& context, const PacketForm& form) {
    const auto meeting =
        context.read([&](db::Reader& reader) { return forum::find_meeting(reader, form.topic); });
    if (!meeting) return not_found();
    CANYU_TRY(const Packet packet, packet_in(context, form, meeting->topic_id));
    CANYU_TRY(const forum::PreparedText post, prepare_post(context, packet));
    return context.act([&](db::Writer& writer) -> Result<Done> {
        if (auto given = give(writer, context.ids(), packet, post, context.now()); !given)
            return std::unexpected(std::move(given).error());
        return Done{url(packet), {"red_packets.said_given", {}}};
    });
}

}  // namespace

void add_giving(web::Site& site) {
    constexpr auto page = "red_packets/new_packet.html";
    site.get("/packets/new", Access::member, page,
             [](Context& c) { return new_packet_page(c, usual_packet(c)); },
             {.summary = "The form to give a red packet into a topic"});
    site.post(
        "/packets", Access::member, [](Context& c, const PacketForm& form) { return give_packet(c, form); },
        page, [](Context& c, const PacketForm& form) { return new_packet_page(c, form); },
        {.summary = "Give a red packet: out of my purse, or for the house", .per_minute = 10});
}

}  // namespace canyu::red_packets
