// What the pages of gifts show and the API answers.
#pragma once

#include "features/gifts/forms.hpp"
#include "features/gifts/store.hpp"

namespace canyu::gifts {

struct GiftCard {
    std::string gift_url;
    std::string gift_title;
    std::string product_name;
    std::string gift_about;
    GiftRule gift_rule = GiftRule::first;
    std::int64_t thanks_needed = 0;
    std::int64_t gift_units = 0;
    std::int64_t gifts_left = 0;
    Time thanks_since{};
    Time gift_opens_at{};
    Time gift_closes_at{};
    bool is_counting = false;  // where the most win, and it is not said yet who they are
    bool is_over = false;
};
BOOST_DESCRIBE_STRUCT(GiftCard, (),
                      (gift_url, gift_title, product_name, gift_about, gift_rule, thanks_needed, gift_units,
                       gifts_left, thanks_since, gift_opens_at, gift_closes_at, is_counting, is_over))

struct GiftsPage {
    std::vector<GiftCard> open;
    std::vector<GiftCard> past;
};
BOOST_DESCRIBE_STRUCT(GiftsPage, (), (open, past))

struct GiftTap {
    std::string ticket;
    std::string key;
};
BOOST_DESCRIBE_STRUCT(GiftTap, (), (ticket, key))

struct EarnerLine {
    people::Card earner;
    std::int64_t thanks_count = 0;
    bool has_taken = false;
};
BOOST_DESCRIBE_STRUCT(EarnerLine, (), (earner, thanks_count, has_taken))

struct OneGiftPage {
    GiftCard gift;
    std::optional<GiftTap> tap;
    std::string tap_words;  // what the last tap came to; "" for nothing
    std::int64_t my_thanks = 0;
    std::optional<orders::OrderCard> my_order;
    bool is_house = false;
    std::vector<EarnerLine> earners;  // so far, or for good
};
BOOST_DESCRIBE_STRUCT(OneGiftPage, (), (gift, tap, tap_words, my_thanks, my_order, is_house, earners))

// The form as it was typed.
struct OfferFields {
    std::string typed_title;
    std::string typed_about;
    GiftRule wins = GiftRule::first;
    std::string typed_thanks;
    std::string typed_units;
    std::string typed_days_back;
    std::string typed_days_open;
    std::string typed_days_to_take;
};
BOOST_DESCRIBE_STRUCT(OfferFields, (),
                      (typed_title, typed_about, wins, typed_thanks, typed_units, typed_days_back,
                       typed_days_open, typed_days_to_take))

struct StudioGiftsPage {
    std::vector<GiftCard> gifts;
    std::vector<products::ProductOption> products;
    OfferFields fields;
};
BOOST_DESCRIBE_STRUCT(StudioGiftsPage, (), (gifts, products, fields))

}  // namespace canyu::gifts
