// The public pages of sales: which there are, one of them, reserving, and the transparency board.
#include <algorithm>

#include "features/f_codes/f_codes.hpp"
#include "features/sale/asking.hpp"
#include "features/sale/claiming.hpp"
#include "features/sale/showing.hpp"
#include "features/sale/store.hpp"
#include "platform/web/site.hpp"

namespace canyu::sale {
namespace {

using web::Access;
using web::Context;
using web::Done;

// So early before the start is the button on the page already: a script shows it in time, a reload does too.
constexpr std::chrono::minutes button_before{30};

Result<SalesPage> sales_page(Context& context) {
    return context.read([&](db::Reader& reader) -> Result<SalesPage> {
        const Time now = context.now();
        SalesPage page;
        for (SaleCard& card : cards_of(reader, store::coming(reader, now), context.language(), now))
            (card.sale_phase == SalePhase::now ? page.now : page.coming).push_back(std::move(card));
        page.past = cards_of(reader, store::past(reader, now, past_shown), context.language(), now);
        return page;
    });
}

// Held or bought.
bool is_mine(const orders::OrderCard& order) {
    return order.order_state != orders::OrderState::cancelled &&
           order.order_state != orders::OrderState::expired;
}

void add_mine(db::Reader& reader, const allotments::Counter& counter, const Sale& sale, Id person, Time now,
              SalePage& page) {
    page.i_reserved = store::has_reserved(reader, sale.id, person);
    page.my_code_counts = f_codes::redeemed(reader, person, purpose_of(sale));
    for (const orders::Order& order : orders::of_person_in(reader, sale.allotment_id, person))
        page.my_orders.push_back(orders::card_of(reader, order));
    if (page.sale.sale_phase == SalePhase::over || now + button_before < sale.plan.opens_at) return;
    page.has_all = std::ranges::count_if(page.my_orders, is_mine) >= sale.plan.per_person;
    if (page.has_all) return;
    if (!has_answered(reader, sale, person)) {
        page.question = sale.plan.question;
        page.tries_left = tries_left(reader, sale, person);
        return;
    }
    if (const auto ticket = ticket_for(reader, counter, sale, person, now))
        page.claim = ClaimBox{counter.tickets.sign(*ticket), allotments::new_key(),
                              sale.channels[channel_of(*ticket)].kind};
}

Result<SaleBoardPage> board_page(Context& context, const allotments::Counter& counter) {
    return context.read([&](db::Reader& reader) -> Result<SaleBoardPage> {
        CANYU_TRY(const Sale sale, public_sale(reader, context));
        SaleBoardPage page;
        page.sale = card_of(reader, sale, context.language(), context.now());
        page.supply = sale.supply;
        page.stock = stock_of(reader, counter.desk, sale);
        page.odds = odds_of(reader, sale, page.stock);
        page.notes = notes_of(reader, sale.id);
        return page;
    });
}

template <class Act>
Result<Done> act(Context& context, const char* said, Act what) {
    return context.act([&](db::Writer& writer) -> Result<Done> {
        CANYU_TRY(const Sale sale, public_sale(writer, context));
        if (auto done = what(writer, context.ids(), sale, context.member().person, context.now()); !done)
            return std::unexpected(std::move(done).error());
        return Done{url(sale), {said, {}}};
    });
}

}  // namespace

Result<SalePage> sale_page(Context& context, const allotments::Counter& counter, const Typed& typed) {
    return context.read([&](db::Reader& reader) -> Result<SalePage> {
        CANYU_TRY(const Sale sale, public_sale(reader, context));
        const Time now = context.now();
        SalePage page;
        page.sale = card_of(reader, sale, context.language(), now);
        page.server_time = now;
        page.about = sale.plan.about;
        page.per_person = sale.plan.per_person;
        page.hold_span = Milliseconds{std::chrono::minutes{sale.plan.hold_minutes}}.count();
        page.needs_reservation = sale.plan.needs_reservation;
        page.reserve_until = sale.plan.reserve_until;
        page.may_reserve = !sale.ended_at && now < sale.plan.reserve_until;
        page.stock = stock_of(reader, counter.desk, sale);
        page.odds = odds_of(reader, sale, page.stock);
        page.typed_code = typed.code;
        page.typed_answer = typed.answer;
        if (const std::string words = words_of(context.query().get("claimed").value_or("")); !words.empty())
            page.claim_words = context.say({words, {}});
        page.takes_codes = takes_codes(sale, now);
        if (const web::Identity* person = context.person())
            add_mine(reader, counter, sale, person->person, now, page);
        if (const auto next = store::next(reader, sale.plan.product_id, std::max(now, sale.plan.opens_at))) {
            page.next_url = url(*next);
            page.next_opens_at = next->plan.opens_at;
        }
        return page;
    });
}

void add_pages(web::Site& site, const allotments::Counter& counter, const Clock& clock) {
    site.get("/sales", Access::visitor, "sale/sales.html", [](Context& c) { return sales_page(c); },
             {.summary = "What is sold now, what is coming, and how it went", .cached = true});
    site.get("/sales/{number}", Access::visitor, "sale/sale.html",
             [&counter](Context& c) { return sale_page(c, counter, {}); },
             {.summary = "A sale: what it is, what there is of it, and when", .cached = true});
    site.get("/sales/{number}/board", Access::visitor, "sale/board.html",
             [&counter](Context& c) { return board_page(c, counter); },
             {.summary = "Where every unit of a sale is, as the journal has it", .cached = true});
    site.post("/sales/{number}/reservation", Access::member,
              [](Context& c) { return act(c, "sale.said_reserved", reserve); },
              {.summary = "I want to be there"});
    site.del("/sales/{number}/reservation", Access::member,
             [](Context& c) { return act(c, "sale.said_unreserved", unreserve); },
             {.summary = "Not after all"});
    add_claiming(site, counter);
    add_asking(site, counter);
    add_planning(site, counter);
    add_room(site, counter);
    add_rehearsing(site, counter, clock);
}

}  // namespace canyu::sale
