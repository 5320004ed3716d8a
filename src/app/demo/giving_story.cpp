#include "app/demo/giving_story.hpp"

#include <stdexcept>

#include "app/demo/need.hpp"
#include "features/gifts/gifts.hpp"
#include "features/red_packets/red_packets.hpp"

namespace canyu::demo {
namespace {

constexpr Day between_taps = 0.002;
constexpr Day until_paid = 0.8;
constexpr auto label = "拆红包";

}  // namespace

void GivingStory::add_events(const Records& records, const AddEvent& add) {
    for (const PacketRecord& record : records.packets) add_packet(record, add);
    for (const PayoutRecord& record : records.payouts) add_payout(record, add);
    for (const ThanksGiftRecord& record : records.thanks_gifts) add_gift(record, add);
}

void GivingStory::add_packet(const PacketRecord& record, const AddEvent& add) {
    add({record.day, "packet " + record.words,
         [this, &record](db::Writer& writer, Time at) { give(writer, record, at); }});
    Day day = record.day;
    for (const std::string& name : record.opened_by)
        add({day -= between_taps, name + " opens " + record.words, [](db::Writer&, Time) {},
             [this, &record, &name] {
                 tap(community_.store().read([&](db::Reader& reader) {
                     const auto packet = red_packets::find(reader, packets_.at(&record));
                     return red_packets::ticket_for(reader, packet.value(), cast_.person(name),
                                                    community_.clock().now())
                         .value();
                 }));
             }});
    const Day end = record.day - static_cast<Day>(record.hours) / 24;
    if (end > 0) add({end, "the end of " + record.words, [](db::Writer&, Time) {}, [this] { keep(); }});
}

void GivingStory::add_payout(const PayoutRecord& record, const AddEvent& add) {
    add({record.day, "payout to " + record.by, [this, &record](db::Writer& writer, Time at) {
             payouts_[&record] = need(red_packets::ask_for_payout(
                 writer, community_.ids(), cast_.person(record.by), record.address, at));
         }});
    if (record.paid.empty()) return;
    add({record.day - until_paid, "paying " + record.by, [this, &record](db::Writer& writer, Time at) {
             need(red_packets::answer_payout(writer, {community_.ids(), cast_.person(record.paid_by), at},
                                             payouts_.at(&record), true, record.paid));
         }});
}

void GivingStory::add_gift(const ThanksGiftRecord& record, const AddEvent& add) {
    add({record.day, "gift " + record.title,
         [this, &record](db::Writer& writer, Time at) { offer(writer, record, at); }, [this] { keep(); }});
    Day day = record.day;
    for (const std::string& name : record.taken_by)
        add({day -= 0.3, name + " takes " + record.title, [](db::Writer&, Time) {},
             [this, &record, &name] {
                 tap(community_.store().read([&](db::Reader& reader) {
                     const auto gift = gifts::find(reader, gifts_.at(&record));
                     return gifts::ticket_for(reader, gift.value(), cast_.person(name),
                                              community_.clock().now())
                         .value();
                 }));
             }});
}

void GivingStory::give(db::Writer& writer, const PacketRecord& record, Time at) {
    red_packets::Packet packet;
    packet.id = community_.ids().next();
    packet.topic_id = forum::find_meeting(writer, record.topic).value().topic_id;
    packet.words = record.words;
    packet.how = *enum_from_name<red_packets::HowSplit>(record.how);
    packet.money.amount = record.money;
    packet.shares = record.shares;
    packet.luckiest_gives_next = record.luckiest_gives_next;
    packet.closes_at = at + std::chrono::hours{record.hours};
    if (record.by.empty()) {
        packet.follows_id = latest_packet_;
        packet.giver_id = red_packets::find(writer, latest_packet_)->luckiest_id.value();
    } else {
        packet.giver_id = cast_.person(record.by);
    }
    const auto post = need(forum::prepare(writer, red_packets::envelope(packet, label)));
    need(red_packets::give(writer, community_.ids(), packet, post, at));
    packets_[&record] = latest_packet_ = packet.id;
}

void GivingStory::offer(db::Writer& writer, const ThanksGiftRecord& record, Time at) {
    const bool is_first = record.wins == "first";
    const Time end = at + std::chrono::days{record.days_open};
    gifts_[&record] =
        need(gifts::offer(writer, {community_.ids(), cast_.person(record.by), at},
                          {.product_id = cast_.product(record.product),
                           .title = record.title,
                           .about = record.about,
                           .wins = *enum_from_name<gifts::GiftRule>(record.wins),
                           .thanks = record.thanks,
                           .units = record.units,
                           .since = at - std::chrono::days{record.days_back},
                           .opens_at = is_first ? at : end,
                           .closes_at = is_first ? end : end + std::chrono::days{record.days_to_take}}));
}

void GivingStory::tap(const allotments::Ticket& ticket) {
    const allotments::Counter& counter = community_.counter();
    const allocation::Key key{static_cast<std::uint64_t>(ticket.allotment.value),
                              static_cast<std::uint64_t>(ticket.person.value)};
    const auto answer = counter.desk.ask(ticket.allotment, allotments::claim_with(ticket, key));
    if (answer.outcome != allocation::Outcome::granted) throw std::runtime_error("not granted");
    counter.projection.catch_up(ticket.allotment);
}

void GivingStory::keep() {
    const Time now = community_.clock().now();
    red_packets::keep(community_.store(), community_.counter(), now);
    gifts::keep(community_.store(), community_.counter(), community_.ids(), now);
}

}  // namespace canyu::demo
