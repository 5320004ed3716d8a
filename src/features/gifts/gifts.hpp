// Gifts for those whose words helped others: one for each person, as many as there are, sent like an order.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "features/orders/orders.hpp"
#include "features/squads/squads.hpp"
#include "platform/db/upkeep.hpp"

namespace canyu::gifts {

// Whoever has enough thanks and comes first; or those with the most when counting ends.
enum class GiftRule { first, most };
BOOST_DESCRIBE_ENUM(GiftRule, first, most)

struct Gift {
    Id id;
    std::int64_t number = 0;  // the first part of its orders' numbers
    Id product_id;
    Id allotment_id;
    std::string title;  // 2 to 80 characters
    std::string about;  // 4 to 2,000, public
    GiftRule wins = GiftRule::first;
    std::int64_t thanks = 0;  // from so many people at least; 1 to 1,000
    std::int64_t units = 0;   // 1 to 100,000
    Time since{};             // thanks from then on count
    Time opens_at{};          // from then on it can be taken; where the most win, counting ends
    Time closes_at{};
    Time offered_at{};
    Id offered_by{};
    bool is_counted = false;  // where the most win: it is said who they are
    bool is_closed = false;   // in the journal
};
BOOST_DESCRIBE_STRUCT(Gift, (),
                      (id, number, product_id, allotment_id, title, about, wins, thanks, units, since,
                       opens_at, closes_at, offered_at, offered_by, is_counted, is_closed))

std::string url(const Gift& gift);
std::optional<Gift> find(db::Reader& reader, Id gift);

// Title to closes_at are expected, and the product. From the commit on everybody sees it, and nothing of it
// changes. 404 for the product; 422 on title, about, thanks, units.
Result<Id> offer(db::Writer& writer, const squads::Acting& acting, Gift gift);

// How many people thanked somebody for their words since the gift's day, those left out who are hardly known
// here: fresh accounts cost nothing.
std::int64_t thanks_of(db::Reader& reader, const Gift& gift, Id person, Time now);
// What a person may take now; nothing for the house, who has not earned it, and who has one.
std::optional<allotments::Ticket> ticket_for(db::Reader& reader, const Gift& gift, Id person, Time now);

// For the clock, every minute: finds who has earned one and tells them, counts where counting has ended, and
// closes in the journal what is over. What was taken is followed by orders::follower.
void keep(db::Database& store, const allotments::Counter& counter, IdSource& ids, Time now);

// /gifts…; staff: /studio/gifts
void add_pages(web::Site& site, const allotments::Counter& counter);

// What of this slice's rows follows from others, for canyu doctor.
db::Upkeep upkeep();

}  // namespace canyu::gifts
