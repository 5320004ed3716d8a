// Records of what people of the demo community are given: red packets, payouts, and gifts for thanks.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace canyu::demo {

// A red packet in the topic of that number; by the luckiest of the one before where `by` is "".
struct PacketRecord {
    double day = 0;  // before now
    std::string by, words, how;
    std::int64_t topic = 0, money = 0, shares = 0, hours = 0;  // money in fen
    bool luckiest_gives_next = false;
    std::vector<std::string> opened_by;
};
struct PayoutRecord {
    double day = 0;  // before now
    std::string by, address;
    std::string paid, paid_by;  // "" while it waits
};
struct ThanksGiftRecord {
    double day = 0;  // before now
    std::string by, product, title, about, wins;
    std::int64_t thanks = 0, units = 0, days_back = 0, days_open = 0, days_to_take = 0;
    std::vector<std::string> taken_by;
};

}  // namespace canyu::demo
