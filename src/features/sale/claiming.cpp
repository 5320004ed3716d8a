#include "features/sale/claiming.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <utility>

#include "features/entitlements/entitlements.hpp"
#include "features/f_codes/f_codes.hpp"
#include "features/sale/asking.hpp"
#include "features/sale/showing.hpp"
#include "features/sale/store.hpp"
#include "platform/web/site.hpp"

namespace canyu::sale {
namespace {

using web::Access;
using web::Context;
using web::Done;

// What a person may use of a sale.
class Rights {
  public:
    Rights(db::Reader& reader, const Sale& sale, Id person, Time now)
        : reserved(store::has_reserved(reader, sale.id, person)),
          needs_reservation_(sale.plan.needs_reservation),
          has_code_(f_codes::redeemed(reader, person, purpose_of(sale))),
          entitled_(entitlements::entitled(reader, person, sale.plan.product_id, now)) {}

    const bool reserved;
    bool opens(ChannelKind kind) const {
        switch (kind) {
            case ChannelKind::open:
                return reserved || !needs_reservation_;
            case ChannelKind::code:
                return has_code_;
            case ChannelKind::vip:
                return entitled_.vip;
            case ChannelKind::regular:
                return entitled_.regular;
        }
        return false;
    }

  private:
    const bool needs_reservation_;
    const bool has_code_;
    const entitlements::Entitled entitled_;
};

// What is there for all comes last, and first a code: it was bound to this sale to be used.
int preference(ChannelKind kind) {
    switch (kind) {
        case ChannelKind::code:
            return 3;
        case ChannelKind::vip:
            return 2;
        case ChannelKind::regular:
            return 1;
        case ChannelKind::open:
            break;
    }
    return 0;
}

// The way from a granted claim to its order: what the journal has is an ordinary row from then on.
Result<http::Response> to_order(Context& context, const allotments::Counter& counter) {
    CANYU_TRY(const Sale sale,
              context.read([&](db::Reader& reader) { return public_sale(reader, context); }));
    const auto key = allotments::key_from(context.parameter("key"));
    if (!key) return not_found();
    counter.projection.catch_up(sale.allotment_id);
    const auto order =
        context.read([&](db::Reader& reader) { return orders::claimed(reader, sale.allotment_id, *key); });
    if (!order || order->person_id != context.member().person) return not_found();
    return http::see_other(orders::url(*order));
}

// Said beside the field where it was typed.
Problem beside_code(const Problem& problem) {
    return {problem.status == 404 ? 422 : problem.status, problem.message, {{"code", problem.message}}};
}

Result<Done> bind_code(Context& context, const allotments::Counter& counter, const CodeForm& form) {
    CANYU_TRY(const Sale sale,
              context.read([&](db::Reader& reader) { return public_sale(reader, context); }));
    const Id person = context.member().person;
    if (!takes_codes(sale, context.now())) return refuse(409, "sale.takes_no_codes");
    // Noted first: what the code was bound to is seen by f_codes, and whom to give one back to is seen here.
    context.store().write(
        [&](db::Writer& writer) { store::insert_code(writer, sale.id, person, context.now()); });
    if (auto done = f_codes::redeem(context.store(), counter, context.ids(), person, form.code,
                                    purpose_of(sale), sale.plan.product_id, context.now());
        !done)
        return std::unexpected(beside_code(done.error()));
    return Done{url(sale), {"sale.said_code", {}}};
}

// What a claim can come to, as the tap says it, and the words for it.
constexpr std::array<std::pair<std::string_view, const char*>, 16> outcomes = {{
    {"sold_out", "sale.outcome_sold_out"},
    {"not_open", "sale.outcome_not_open"},
    {"over", "sale.outcome_over"},
    {"stopped", "sale.outcome_stopped"},
    {"closed", "sale.outcome_closed"},
    {"limit_reached", "sale.outcome_limit_reached"},
    {"not_eligible", "sale.outcome_not_eligible"},
    {"reservation_needed", "sale.outcome_reservation_needed"},
    {"key_taken", "sale.outcome_key_taken"},
    {"impossible", "sale.outcome_impossible"},
    {"not_here", "sale.outcome_not_here"},
    {"halted", "sale.outcome_halted"},
    {"unknown", "sale.outcome_unknown"},
    {"old_ticket", "sale.outcome_old_ticket"},
    {"too_often", "sale.outcome_too_often"},
    {"wait", "sale.outcome_wait"},
}};

}  // namespace

std::optional<allotments::Ticket> ticket_for(db::Reader& reader, const allotments::Counter& counter,
                                             const Sale& sale, Id person, Time now) {
    if (!has_answered(reader, sale, person)) return std::nullopt;
    const Rights rights(reader, sale, person, now);
    const StockTable stock = stock_of(reader, counter.desk, sale);
    const auto worth = [&](std::size_t place) {
        return std::pair(stock.lines[place].left > 0, preference(sale.channels[place].kind));
    };
    std::optional<std::size_t> chosen;
    for (std::size_t i = 0; i < sale.channels.size(); ++i)
        if (rights.opens(sale.channels[i].kind) && (!chosen || worth(i) > worth(*chosen))) chosen = i;
    if (!chosen) return std::nullopt;
    allotments::Ticket ticket{.allotment = sale.allotment_id,
                              .person = person,
                              .channels = static_cast<std::uint8_t>(1U << *chosen),
                              .reserved = rights.reserved,
                              .until = allotments::ticket_until(now, sale.plan.closes_at)};
    ticket.turn = counter.room.turn(ticket, sale.plan.opens_at, now);
    return ticket;
}

std::uint8_t channel_of(const allotments::Ticket& ticket) {
    return static_cast<std::uint8_t>(std::countr_zero(ticket.channels));
}

std::string words_of(std::string_view outcome) {
    const auto found = std::ranges::find(outcomes, outcome, [](const auto& one) { return one.first; });
    return found == outcomes.end() ? "" : found->second;
}

bool takes_codes(const Sale& sale, Time now) {
    return phase(sale, now) != SalePhase::over &&
           std::ranges::find(sale.channels, ChannelKind::code, &Channel::kind) != sale.channels.end();
}

void add_claiming(web::Site& site, const allotments::Counter& counter) {
    allotments::add_claims(
        site, counter, "/sales/{number}/claims",
        "One tap: a unit is held for whom the ticket names until the deadline of its payment");
    site.get("/sales/{number}/claims/{key}", Access::member, "",
             [&counter](Context& c) { return to_order(c, counter); },
             {.summary = "The order that a granted claim became"});
    site.post(
        "/sales/{number}/codes", Access::member,
        [&counter](Context& c, const CodeForm& form) { return bind_code(c, counter, form); },
        "sale/sale.html",
        [&counter](Context& c, const CodeForm& form) { return sale_page(c, counter, {.code = form.code}); },
        {.summary = "My F-code is for this sale: what is kept for F-codes is open to me",
         .per_minute = f_codes::tries_per_minute});
}

}  // namespace canyu::sale
