// Red packets: money given to the people of a topic, opened by each once, exact to the fen; and the purse it
// comes into.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "features/allotments/allotments.hpp"
#include "features/forum/forum.hpp"
#include "features/squads/squads.hpp"
#include "platform/db/upkeep.hpp"

namespace canyu::red_packets {

// All packets and purses are in it.
inline constexpr const char* currency = "CNY";
inline constexpr std::int64_t most_money = 10'000'000;  // fen in one packet
inline constexpr std::int64_t most_shares = 10'000;

enum class HowSplit { random, equal };
BOOST_DESCRIBE_ENUM(HowSplit, random, equal)
// Whom it is for: every member, or those who had spoken in the topic when it was given.
enum class Circle { everybody, who_spoke };
BOOST_DESCRIBE_ENUM(Circle, everybody, who_spoke)

struct Packet {
    Id id;
    Id allotment_id;
    Id topic_id;  // wherever people meet there is a topic: a board's, or the talk under a thing
    Id giver_id;
    bool from_house = false;  // the house's money, given by one of the staff; else out of the giver's purse
    std::string words;        // 2 to 80 characters
    HowSplit how = HowSplit::random;
    Circle circle = Circle::everybody;
    Money money;              // one fen at least for each share
    std::int64_t shares = 0;  // 1 to 10,000
    bool luckiest_gives_next = false;
    std::optional<Id> follows_id;  // the packet whose luckiest gave this one
    Time given_at{};
    Time closes_at{};  // an hour to three days later
    std::int64_t opened_count = 0;
    std::int64_t opened_amount = 0;
    std::optional<Time> ended_at;   // all opened, or the time was over
    std::optional<Id> luckiest_id;  // once it ended
    bool is_closed = false;         // in the journal: nothing changes any more
};
BOOST_DESCRIBE_STRUCT(Packet, (),
                      (id, allotment_id, topic_id, giver_id, from_house, words, how, circle, money, shares,
                       luckiest_gives_next, follows_id, given_at, closes_at, opened_count, opened_amount,
                       ended_at, luckiest_id, is_closed))

std::string url(const Packet& packet);
std::optional<Packet> find(db::Reader& reader, Id packet);

// The post that brings a packet into its topic: its words and a link that is called `label`.
std::string envelope(const Packet& packet, const std::string& label);
// Gives it, with its post (forum::prepare of envelope()). Members of Packet from topic_id to
// luckiest_gives_next, follows_id and closes_at are expected, and an id. 422 on words, money, shares, hours;
// 404 for what does not follow a packet whose luckiest the giver was; as forum::add_post().
Result<void> give(db::Writer& writer, IdSource& ids, Packet packet, const forum::PreparedText& post,
                  Time now);

// What a person may open now; nothing for the house, the giver, who is not of its circle, who
// has their share, and what has ended.
std::optional<allotments::Ticket> ticket_for(db::Reader& reader, const Packet& packet, Id person, Time now);
// What Projection::follow() is given for "red_packet": openings, what comes back, and who was luckiest.
allotments::Follower follower(IdSource& ids);
// For the clock, every minute: closes in the journal what is all opened or whose time is over.
void keep(db::Database& store, const allotments::Counter& counter, Time now);

// ---- the purse: what the house owes to a person, and they can give on or have paid out
std::int64_t in_purse(db::Reader& reader, Id person);  // fen
// Everything in it is to be paid to `address` (4 to 200 characters). 422 on address; 409
// "red_packets.nothing_in_purse".
Result<Id> ask_for_payout(db::Writer& writer, IdSource& ids, Id person, const std::string& address, Time now);
// What the staff did about it: paid, as the bank calls it, or not, and why, which puts it back into the
// purse. 404; 403 "red_packets.own_payout"; 409 "red_packets.answered_already"; 422 on words (2 to 200
// characters).
Result<void> answer_payout(db::Writer& writer, const squads::Acting& acting, Id payout, bool is_paid,
                           const std::string& words);

// /packets…, /me/purse; staff: /studio/payouts…
void add_pages(web::Site& site, const allotments::Counter& counter);

// What of this slice's rows follows from others, for canyu doctor.
db::Upkeep upkeep();

}  // namespace canyu::red_packets
