// What the pages of red packets and purses show and the API answers.
#pragma once

#include "features/red_packets/forms.hpp"
#include "features/red_packets/store.hpp"

namespace canyu::red_packets {

struct PacketCard {
    std::string packet_url;
    std::string packet_words;
    people::Card giver;
    bool from_house = false;
    std::string meeting_title;  // "" where the topic is shown no more
    std::string meeting_url;
    Money whole;
    std::int64_t share_count = 0;
    std::int64_t opened_count = 0;
    Money opened_money;
    HowSplit how_split = HowSplit::random;
    Circle circle = Circle::everybody;
    bool luckiest_gives_next = false;
    Time packet_at{};
    Time packet_closes_at{};
    bool is_over = false;
};
BOOST_DESCRIBE_STRUCT(PacketCard, (),
                      (packet_url, packet_words, giver, from_house, meeting_title, meeting_url, whole,
                       share_count, opened_count, opened_money, how_split, circle, luckiest_gives_next,
                       packet_at, packet_closes_at, is_over))

struct PacketsPage {
    std::vector<PacketCard> running;
    std::vector<PacketCard> past;
};
BOOST_DESCRIBE_STRUCT(PacketsPage, (), (running, past))

// The button that opens it.
struct TapBox {
    std::string ticket;
    std::string key;
};
BOOST_DESCRIBE_STRUCT(TapBox, (), (ticket, key))

struct OpeningLine {
    people::Card opener;
    Money share;
    Time opened_at{};
    bool is_luckiest = false;
};
BOOST_DESCRIBE_STRUCT(OpeningLine, (), (opener, share, opened_at, is_luckiest))

struct PacketPage {
    PacketCard packet;
    std::optional<TapBox> tap;
    std::string tap_words;  // what the last tap came to; "" for nothing
    std::optional<Money> my_share;
    bool is_mine = false;     // I gave it
    bool is_house = false;    // I speak for the house, which opens none
    bool not_spoken = false;  // it is for who had spoken in the topic, and I had not
    std::vector<OpeningLine> openings;
    std::optional<people::Card> luckiest;
    std::string give_next_url;  // of the luckiest, who is asked to give the next one; "" for others
    std::string previous_url;
    std::string following_url;
};
BOOST_DESCRIBE_STRUCT(PacketPage, (),
                      (packet, tap, tap_words, my_share, is_mine, is_house, not_spoken, openings, luckiest,
                       give_next_url, previous_url, following_url))

// The form as it was typed.
struct PacketFields {
    std::string typed_words;
    std::string typed_money;
    std::string typed_shares;
    std::string typed_hours;
    HowSplit how = HowSplit::random;
    Circle circle = Circle::everybody;
    bool luckiest_next = false;
    std::string typed_after;
};
BOOST_DESCRIBE_STRUCT(PacketFields, (),
                      (typed_words, typed_money, typed_shares, typed_hours, how, circle, luckiest_next,
                       typed_after))

struct NewPacketPage {
    std::string meeting_title;
    std::string meeting_url;
    std::int64_t meeting_number = 0;
    bool is_house = false;
    Money purse;
    PacketFields fields;
};
BOOST_DESCRIBE_STRUCT(NewPacketPage, (),
                      (meeting_title, meeting_url, meeting_number, is_house, purse, fields))

struct EntryLine {
    store::EntryKind entry = store::EntryKind::opened;
    std::string entry_url;  // the packet; "" for a payout
    bool goes_out = false;
    Money entry_amount;  // never negative
    Time entered_at{};
};
BOOST_DESCRIBE_STRUCT(EntryLine, (), (entry, entry_url, goes_out, entry_amount, entered_at))

struct PayoutLine {
    Id payout_id;
    people::Card payee;
    Money payout_amount;
    Time payout_asked_at{};
    store::PayoutState payout_state = store::PayoutState::asked;
    std::optional<Time> payout_answered_at;
    std::string payout_words;
    std::string payout_address;  // "" where the person left
};
BOOST_DESCRIBE_STRUCT(PayoutLine, (),
                      (payout_id, payee, payout_amount, payout_asked_at, payout_state, payout_answered_at,
                       payout_words, payout_address))

struct PursePage {
    Money purse;
    bool has_some = false;
    std::vector<EntryLine> entries;
    std::vector<PayoutLine> payouts;
    std::string typed_address;
};
BOOST_DESCRIBE_STRUCT(PursePage, (), (purse, has_some, entries, payouts, typed_address))

struct StudioPayoutsPage {
    Money in_purses;  // of everybody
    std::vector<PayoutLine> asked;
    std::vector<PayoutLine> answered;
};
BOOST_DESCRIBE_STRUCT(StudioPayoutsPage, (), (in_purses, asked, answered))

struct StudioPayoutPage {
    PayoutLine payout;
    std::string typed_words;
    bool typed_paid = true;
};
BOOST_DESCRIBE_STRUCT(StudioPayoutPage, (), (payout, typed_words, typed_paid))

}  // namespace canyu::red_packets
