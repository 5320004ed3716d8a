// What staff send to offer a gift.
#pragma once

#include "features/gifts/gifts.hpp"

namespace canyu::gifts {

struct OfferForm {
    std::string product;  // slug
    std::string title;
    std::string about;
    GiftRule wins = GiftRule::first;
    std::int64_t thanks = 0;
    std::int64_t units = 0;
    std::int64_t days_back = 0;     // thanks of so many days before today count as well
    std::int64_t days_open = 0;     // from today; where the most win, so long it is counted
    std::int64_t days_to_take = 0;  // where the most win
};
BOOST_DESCRIBE_STRUCT(OfferForm, (),
                      (product, title, about, wins, thanks, units, days_back, days_open, days_to_take))

}  // namespace canyu::gifts
