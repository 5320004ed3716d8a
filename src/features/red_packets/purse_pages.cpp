// A person's purse, and the staff's list of what is to be paid out.
#include <cstdlib>

#include "base/amount.hpp"
#include "features/red_packets/showing.hpp"
#include "platform/web/site.hpp"

namespace canyu::red_packets {
namespace {

using store::EntryKind;
using web::Access;
using web::Context;
using web::Done;

constexpr std::int64_t entries_shown = 100;
constexpr std::int64_t answered_shown = 50;

EntryLine line_of(const store::Entry& entry) {
    const bool is_payout = entry.kind == EntryKind::asked_for || entry.kind == EntryKind::not_paid;
    return {entry.kind, is_payout ? "" : "/packets/" + to_string(entry.subject_id), entry.amount < 0,
            fen(std::abs(entry.amount)), entry.at};
}

PayoutLine line_of(db::Reader& reader, const store::Payout& payout) {
    return {payout.id,          person_card(reader, payout.person_id),
            fen(payout.amount), payout.asked_at,
            payout.state,       payout.answered_at,
            payout.words,       store::address(reader, payout.id)};
}

std::vector<PayoutLine> lines_of(db::Reader& reader, const std::vector<store::Payout>& payouts) {
    std::vector<PayoutLine> lines;
    for (const store::Payout& payout : payouts) lines.push_back(line_of(reader, payout));
    return lines;
}

Result<PursePage> purse_page(Context& context, const PayoutForm& form) {
    const Id me = context.member().person;
    return context.read([&](db::Reader& reader) -> Result<PursePage> {
        PursePage page;
        page.purse = fen(in_purse(reader, me));
        page.has_some = page.purse.amount > 0;
        for (const store::Entry& entry : store::entries(reader, me, entries_shown))
            page.entries.push_back(line_of(entry));
        page.payouts = lines_of(reader, store::payouts_of(reader, me));
        page.typed_address = form.address;
        return page;
    });
}

Result<Done> ask(Context& context, const PayoutForm& form) {
    return context.act([&](db::Writer& writer) -> Result<Done> {
        if (auto asked =
                ask_for_payout(writer, context.ids(), context.member().person, form.address, context.now());
            !asked)
            return std::unexpected(std::move(asked).error());
        return Done{"/me/purse", {"red_packets.said_asked", {}}};
    });
}

Result<StudioPayoutsPage> payouts_page(Context& context) {
    return context.read([&](db::Reader& reader) -> Result<StudioPayoutsPage> {
        return StudioPayoutsPage{fen(store::in_all_purses(reader)), lines_of(reader, store::asked(reader)),
                                 lines_of(reader, store::answered(reader, answered_shown))};
    });
}

// As a field of a comma-separated file (RFC 4180). What a spreadsheet would take for a formula starts with a
// quote.
std::string field(const std::string& text) {
    std::string quoted = "\"";
    if (!text.empty() && std::string_view("=+-@").contains(text.front())) quoted += '\'';
    for (const char c : text) {
        if (c == '"') quoted += '"';
        quoted += c;
    }
    return quoted + '"';
}

http::Response payout_list(Context& context) {
    http::Response response;
    response.headers.add("Content-Type", "text/csv; charset=utf-8");
    response.headers.add("Content-Disposition", "attachment; filename=\"payouts.csv\"");
    response.body = "payout,name,amount,currency,address\r\n";
    const auto page =
        context.read([&](db::Reader& reader) { return lines_of(reader, store::asked(reader)); });
    for (const PayoutLine& line : page)
        response.body += to_string(line.payout_id) + ',' + field(line.payee.name) + ',' +
                         amount_text(line.payout_amount.amount) + ',' + currency + ',' +
                         field(line.payout_address) + "\r\n";
    return response;
}

Result<StudioPayoutPage> payout_page(Context& context, const PayoutAnswerForm& form) {
    CANYU_TRY(const Id id, context.id("payout"));
    return context.read([&](db::Reader& reader) -> Result<StudioPayoutPage> {
        const auto payout = store::payout(reader, id);
        if (!payout) return not_found();
        return StudioPayoutPage{line_of(reader, *payout), form.words, form.is_paid};
    });
}

Result<Done> answer(Context& context, const PayoutAnswerForm& form) {
    CANYU_TRY(const Id id, context.id("payout"));
    return context.act([&](db::Writer& writer) -> Result<Done> {
        if (auto done = answer_payout(writer, squads::acting(context), id, form.is_paid, form.words); !done)
            return std::unexpected(std::move(done).error());
        return Done{"/studio/payouts", {"red_packets.said_answered", {}}};
    });
}

}  // namespace

void add_purse_pages(web::Site& site) {
    constexpr auto purse = "red_packets/purse.html";
    site.get("/me/purse", Access::member, purse, [](Context& c) { return purse_page(c, {}); },
             {.summary = "What is in my purse, how it came there, and what was paid out"});
    site.post(
        "/me/purse/payouts", Access::member, [](Context& c, const PayoutForm& form) { return ask(c, form); },
        purse, [](Context& c, const PayoutForm& form) { return purse_page(c, form); },
        {.summary = "Pay out all that is in my purse", .per_minute = 10});
    constexpr auto one = "red_packets/studio_payout.html";
    site.get("/studio/payouts", Access::staff, "red_packets/studio_payouts.html",
             [](Context& c) { return payouts_page(c); },
             {.summary = "What is to be paid out of purses, and what was"});
    site.get("/studio/payouts/list", Access::staff, "", [](Context& c) { return payout_list(c); },
             {.summary = "What is to be paid out, for a spreadsheet or the bank"});
    site.get("/studio/payouts/{payout}", Access::staff, one,
             [](Context& c) { return payout_page(c, {.is_paid = true, .words = ""}); },
             {.summary = "One payout: where to, and what came of it"});
    site.post(
        "/studio/payouts/{payout}", Access::staff,
        [](Context& c, const PayoutAnswerForm& form) { return answer(c, form); }, one,
        [](Context& c, const PayoutAnswerForm& form) { return payout_page(c, form); },
        {.summary = "It is paid, as the bank calls it; or it cannot be, and why"});
}

}  // namespace canyu::red_packets
