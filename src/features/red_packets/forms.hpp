// What people and staff send about red packets.
#pragma once

#include "features/red_packets/red_packets.hpp"

namespace canyu::red_packets {

struct PacketForm {
    std::int64_t topic = 0;  // the topic's number
    std::string words;
    std::string money;  // "88.88"
    std::int64_t shares = 0;
    HowSplit how = HowSplit::random;
    Circle circle = Circle::everybody;
    std::int64_t hours = 0;
    bool luckiest_gives_next = false;
    std::string after;  // the id of the packet whose luckiest gives this one; "" for none
};
BOOST_DESCRIBE_STRUCT(PacketForm, (),
                      (topic, words, money, shares, how, circle, hours, luckiest_gives_next, after))

struct PayoutForm {
    std::string address;
};
BOOST_DESCRIBE_STRUCT(PayoutForm, (), (address))

struct PayoutAnswerForm {
    bool is_paid = false;
    std::string words;
};
BOOST_DESCRIBE_STRUCT(PayoutAnswerForm, (), (is_paid, words))

}  // namespace canyu::red_packets
