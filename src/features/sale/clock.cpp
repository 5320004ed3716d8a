// What the clock does for sales: the word before the start, the next one of what comes every week, and the
// end.
#include <algorithm>
#include <ctime>

#include "features/f_codes/f_codes.hpp"
#include "features/notices/notices.hpp"
#include "features/sale/rehearsal.hpp"
#include "features/sale/store.hpp"

namespace canyu::sale {
namespace {

constexpr std::chrono::minutes told_before{30};

notices::Notice notice(const Sale& sale, notices::Kind kind, const char* key, const char* reason,
                       const std::string& location) {
    return {kind, "sale:" + to_string(sale.id), location, {key, {{"title", sale.plan.title}}}, {reason, {}}};
}

void tell_reservers(db::Writer& writer, IdSource& ids, const Sale& sale, Time now) {
    notices::tell(writer, ids,
                  notice(sale, notices::Kind::request, "sale.told_soon", "sale.told_because", url(sale)),
                  store::reservers(writer, sale.id), now);
    store::set_told(writer, sale.id, now);
}

// The same weekday and hour by the clocks of the house, also where they change meanwhile.
Time week_after(Time time) {
    const std::time_t seconds = to_milliseconds(time) / 1000;
    std::tm parts{};
    localtime_r(&seconds, &parts);
    parts.tm_mday += 7;
    parts.tm_isdst = -1;
    return Time{std::chrono::seconds{std::mktime(&parts)}};
}

// Not public by itself: whoever planned it looks whether there is something to sell again.
void plan_next(db::Writer& writer, IdSource& ids, Sale sale, Time now) {
    sale.follows_id = sale.id;
    sale.id = ids.next();
    sale.number = store::next_number(writer);
    sale.planned_at = now;
    sale.allotment_id = Id{};
    sale.published_at.reset();
    sale.ended_at.reset();
    sale.supply = {};
    sale.plan.opens_at = week_after(sale.plan.opens_at);
    sale.plan.closes_at = week_after(sale.plan.closes_at);
    sale.plan.reserve_until = week_after(sale.plan.reserve_until);
    store::insert(writer, sale);
    notices::tell(
        writer, ids,
        notice(sale, notices::Kind::request, "sale.told_next", "sale.told_planner", studio_url(sale)),
        {sale.planned_by}, now);
}

// A code that bought nothing works again.
void give_codes_back(db::Writer& writer, IdSource& ids, const Sale& sale, Time now) {
    for (const Id person : store::who_bound_codes(writer, sale.id)) {
        const auto orders = orders::of_person_in(writer, sale.allotment_id, person);
        const bool bought = std::ranges::any_of(orders, [](const orders::Order& order) {
            return order.state != orders::OrderState::cancelled && order.state != orders::OrderState::expired;
        });
        if (!bought) f_codes::give_back(writer, ids, person, purpose_of(sale), now);
    }
    store::set_given_back(writer, sale.id, now);
}

// Nobody has to lead any more what nobody can claim or pay.
void close_in_journal(db::Database& store, const allotments::Counter& counter, Time now) {
    for (const Sale& sale : store.read([&](db::Reader& reader) { return store::to_close(reader, now); })) {
        const auto closed = counter.desk.ask(sale.allotment_id, {.kind = allocation::ActKind::close});
        if (closed.outcome == allocation::Outcome::done)
            store.write([&](db::Writer& writer) { store::set_ended(writer, sale.id, now); });
    }
}

}  // namespace

void keep(db::Database& store, const allotments::Counter& counter, IdSource& ids, Time now) {
    close_in_journal(store, counter, now);
    tidy_rehearsals(store, counter, now);
    store.write([&](db::Writer& writer) {
        for (const Sale& sale : store::to_tell(writer, now, now + told_before))
            tell_reservers(writer, ids, sale, now);
        for (const Sale& sale : store::to_follow(writer, now)) plan_next(writer, ids, sale, now);
        for (const Sale& sale : store::to_give_back(writer, now)) give_codes_back(writer, ids, sale, now);
    });
}

}  // namespace canyu::sale
