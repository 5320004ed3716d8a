// Sales: something many want, at an hour, from an exact stock; planned by staff, reserved, claimed, and open
// to look at.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "features/orders/orders.hpp"

namespace canyu::sale {

using squads::Acting;

// Who a channel is open to.
enum class ChannelKind { open, code, vip, regular };
BOOST_DESCRIBE_ENUM(ChannelKind, open, code, vip, regular)
enum class NoteKind { stopped, resumed, topped_up, closed, told };
BOOST_DESCRIBE_ENUM(NoteKind, stopped, resumed, topped_up, closed, told)
enum class SalePhase { planned, coming, now, over };
BOOST_DESCRIBE_ENUM(SalePhase, planned, coming, now, over)

// What may be said anew after it is published: how many there are, and when more come.
struct Supply {
    std::optional<std::int64_t> produced;
    std::optional<std::int64_t> stocked;
    std::optional<Time> next_batch_at;
    std::optional<std::int64_t> next_batch_units;
};
BOOST_DESCRIBE_STRUCT(Supply, (), (produced, stocked, next_batch_at, next_batch_units))

// What staff plan, and what is fixed once everybody can read it.
struct Plan {
    Id product_id;
    std::string title;  // 2 to 80 characters
    std::string about;  // up to 2,000
    Money price;
    Time opens_at{};
    Time closes_at{};
    std::int64_t hold_minutes = 15;  // 1 to 10,080, from claim to payment
    std::int64_t per_person = 1;     // 1 to 100
    bool needs_reservation = false;  // in the channel for all
    Time reserve_until{};            // not after it opens
    std::string how_to_pay;          // 4 to 1,000
    bool weekly = false;
    std::string question;  // before anybody may take one, for those who know the product; "" for none
    std::string answers;   // that count, one a line; case, width and spaces do not
};
BOOST_DESCRIBE_STRUCT(Plan, (),
                      (product_id, title, about, price, opens_at, closes_at, hold_minutes, per_person,
                       needs_reservation, reserve_until, how_to_pay, weekly, question, answers))

// Of a sale, all channels and later ones together: each takes memory while it is open.
inline constexpr std::int64_t most_units = 2'000'000;

struct Channel {
    ChannelKind kind = ChannelKind::open;
    std::int64_t units = 0;
};
BOOST_DESCRIBE_STRUCT(Channel, (), (kind, units))

struct Sale {
    Id id;
    std::int64_t number = 0;  // /sales/{number}
    Id planned_by;
    Time planned_at{};
    Id allotment_id;  // Id{} until it is published
    std::optional<Time> published_at;
    std::optional<Time> ended_at;  // closed in the journal, by staff or the clock
    std::optional<Id> follows_id;
    Plan plan;
    Supply supply;
    std::vector<Channel> channels;  // in the order of the allotment's

    bool is_public() const { return published_at.has_value(); }
};
SalePhase phase(const Sale& sale, Time now);
std::string url(const Sale& sale);
std::string studio_url(const Sale& sale);
// As its allotment and the codes bound to it know it.
allotments::Purpose purpose_of(const Sale& sale);

// 422 on the fields of the form.
Result<Sale> plan(db::Writer& writer, const Acting& acting, const Plan& plan, const Supply& supply,
                  const std::vector<Channel>& channels);
// 409 "sale.public_already".
Result<void> replan(db::Writer& writer, const Acting& acting, Id sale, const Plan& plan, const Supply& supply,
                    const std::vector<Channel>& channels);
// From the commit on everybody sees it, its terms are fixed, and it opens by itself, or at once where its
// hour has come. 409 "sale.closes_in_the_past", "sale.nobody_could_reserve".
Result<void> publish(db::Writer& writer, const Acting& acting, Id sale);
// Of a published one, with a reason for everybody to read (4 to 1,000 characters).
Result<void> set_supply(db::Writer& writer, const Acting& acting, Id sale, const Supply& supply,
                        const std::string& reason);

// "I want to be there", once a person; 409 "sale.reservation_over" after it ended. Taking it back is possible
// as long.
Result<void> reserve(db::Writer& writer, IdSource& ids, const Sale& sale, Id person, Time now);
Result<void> unreserve(db::Writer& writer, IdSource& ids, const Sale& sale, Id person, Time now);

std::optional<Sale> find(db::Reader& reader, Id sale);

// For f_codes: where a code was used.
std::string used_at(db::Reader& reader, const allotments::Purpose& purpose);

// For the clock, every minute: tells who reserved that it opens within half an hour, plans the next of what
// comes weekly once it has opened (its planner looks and publishes), closes what is over in the journal, and
// frees the codes of who bought nothing, and tidies up after rehearsals.
void keep(db::Database& store, const allotments::Counter& counter, IdSource& ids, Time now);

// For Projection::follow of "rehearsal": counts what the journal has of a shadow, and nothing else follows.
allotments::Follower rehearsal_follower();

// /sales, /sales/{number}, /sales/{number}/board; staff: /studio/sales…
void add_pages(web::Site& site, const allotments::Counter& counter, const Clock& clock);

// What of this slice's rows follows from others, for canyu doctor.
db::Upkeep upkeep();

}  // namespace canyu::sale
