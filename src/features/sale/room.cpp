// The control room of a sale: how it goes, and stopping, resuming, topping up and closing it in public.
#include <sodium.h>

#include "base/text.hpp"
#include "features/sale/showing.hpp"
#include "features/sale/store.hpp"
#include "platform/audit/audit.hpp"
#include "platform/web/checks.hpp"
#include "platform/web/site.hpp"

namespace canyu::sale {
namespace {

using allocation::ActKind;
using allocation::Outcome;
using web::Access;
using web::Context;
using web::Done;

RoomFigures figures_of(db::Reader& reader, const allotments::Counter& counter, const Sale& sale, Time now,
                       const StockTable& stock) {
    RoomFigures figures;
    if (const auto attendance = counter.room.attendance(sale.allotment_id, now)) {
        figures.early = attendance->early;
        figures.in_line = attendance->waiting;
        figures.line_span = attendance->spread.count();
        figures.tickets = attendance->tickets;
    }
    const auto standing = counter.desk.standing(sale.allotment_id);
    if (!standing) return figures;
    figures.audited_at = standing->audited;
    figures.journal_rows = static_cast<std::int64_t>(standing->rows);
    figures.followed_rows = allotments::reached(reader, sale.allotment_id)->next_seq;
    figures.unfollowed_units = stock.all_held + stock.all_sold;
    for (const orders::ChannelStock& kept : orders::stock(reader, sale.allotment_id))
        figures.unfollowed_units -= kept.held + kept.sold;
    return figures;
}

void add_figures(db::Reader& reader, const allotments::Counter& counter, const Sale& sale, Time now,
                 StudioSalePage& page) {
    page.stock = stock_of(reader, counter.desk, sale);
    page.room = figures_of(reader, counter, sale, now, page.stock);
    page.a_minute = orders::count_placed(reader, sale.allotment_id, now - std::chrono::minutes{1});
    page.sold_for = {orders::amount_sold(reader, sale.allotment_id), sale.plan.price.currency};
    page.notes = notes_of(reader, sale.id);
}

// What an act of the control room is in the engine, in the notes and in the audit log.
struct Meaning {
    ActKind kind;
    NoteKind note;
    const char* act;
    const char* said;
};

Meaning meaning_of(RoomAct act) {
    switch (act) {
        case RoomAct::stop:
            return {ActKind::stop, NoteKind::stopped, "sale.act_stopped", "sale.said_stopped"};
        case RoomAct::resume:
            return {ActKind::resume, NoteKind::resumed, "sale.act_resumed", "sale.said_resumed"};
        case RoomAct::top_up:
            return {ActKind::top_up, NoteKind::topped_up, "sale.act_topped_up", "sale.said_topped_up"};
        case RoomAct::close:
            break;
    }
    return {ActKind::close, NoteKind::closed, "sale.act_closed", "sale.said_closed"};
}

Result<allocation::Act> act_in(const Sale& sale, std::int64_t now_there, const RoomForm& form) {
    web::Checks checks;
    checks.length("reason", trim(form.reason), 4, 1000);
    allocation::Act act{.kind = meaning_of(form.act).kind};
    if (form.act == RoomAct::top_up) {
        const auto channel =
            std::ranges::find(sale.channels, form.channel.value_or(ChannelKind::open), &Channel::kind);
        checks.that(channel != sale.channels.end(), "channel", "field.choice");
        checks.that(form.units && *form.units > 0 && *form.units <= most_units - now_there, "units",
                    "sale.too_many_units");
        act.channel = static_cast<std::uint8_t>(channel - sale.channels.begin());
        act.units = static_cast<std::uint32_t>(form.units.value_or(0));
    }
    if (auto checked = checks.result(); !checked) return std::unexpected(std::move(checked).error());
    return act;
}

void keep_note(db::Writer& writer, const Acting& acting, const Sale& sale, const RoomForm& form) {
    const Meaning meaning = meaning_of(form.act);
    const std::string reason(trim(form.reason));
    const std::int64_t units = form.act == RoomAct::top_up ? form.units.value_or(0) : 0;
    store::insert(
        writer, store::Note{acting.ids.next(), sale.id, meaning.note, acting.now, acting.by, units, reason});
    if (form.act == RoomAct::close) store::set_ended(writer, sale.id, acting.now);
    audit::record(writer, acting.ids, acting.by, meaning.act, {"sale", sale.id}, reason, acting.now);
}

// What is refused for good says why; the rest may be asked again.
Result<void> done_by(Outcome outcome) {
    if (outcome == Outcome::done) return {};
    if (!allocation::decides(outcome)) return refuse(503, "sale.desk_did_not");
    return refuse(409, outcome == Outcome::closed       ? "sale.closed_already"
                       : outcome == Outcome::impossible ? "sale.too_many_units"
                                                        : "sale.pressed_for_another");
}

// Made of the form's key, so that pressing twice tops up once.
allocation::Key key_of(const Context& context) {
    const std::string given(
        context.form().get("submission_key").value_or(context.request().headers.get("Idempotency-Key")));
    allocation::Key key;
    if (given.empty()) {
        randombytes_buf(&key, sizeof key);
    } else {
        crypto_generichash(reinterpret_cast<unsigned char*>(&key), sizeof key,
                           reinterpret_cast<const unsigned char*>(given.data()), given.size(), nullptr, 0);
    }
    return key;
}

// The desk decides first, so that nothing is noted that did not take place; whoever asks again because the
// note was not kept is answered by the desk as before.
Result<Done> act(Context& context, const allotments::Counter& counter, const RoomForm& form) {
    CANYU_TRY(const Id id, context.id("sale"));
    const auto sale = context.read([&](db::Reader& reader) { return store::find(reader, id); });
    if (!sale || !sale->is_public()) return not_found();
    const StockTable stock =
        context.read([&](db::Reader& reader) { return stock_of(reader, counter.desk, *sale); });
    CANYU_TRY(allocation::Act asked, act_in(*sale, stock.all_units, form));
    if (sale->ended_at) return refuse(409, "sale.closed_already");
    asked.key = key_of(context);
    if (auto done = done_by(counter.desk.ask(sale->allotment_id, asked).outcome); !done)
        return std::unexpected(std::move(done).error());
    counter.projection.catch_up(sale->allotment_id);
    return context.act([&](db::Writer& writer) -> Result<Done> {
        keep_note(writer, squads::acting(context), *sale, form);
        return Done{studio_url(*sale), {meaning_of(form.act).said, {}}};
    });
}

Result<StudioSalePage> room_again(Context& context, const allotments::Counter& counter,
                                  const RoomForm& form) {
    CANYU_TRY(StudioSalePage page, studio_sale_page(context, counter));
    page.words_typed = form.reason;
    return page;
}

Result<StudioSalePage> supply_again(Context& context, const allotments::Counter& counter,
                                    const SupplyForm& form) {
    CANYU_TRY(StudioSalePage page, studio_sale_page(context, counter));
    page.supply = fields_of(form);
    return page;
}

Result<Done> tell_supply(Context& context, const SupplyForm& form) {
    CANYU_TRY(const Id id, context.id("sale"));
    CANYU_TRY(const Supply supply, read(form));
    return context.act([&](db::Writer& writer) -> Result<Done> {
        if (auto done = set_supply(writer, squads::acting(context), id, supply, form.reason); !done)
            return std::unexpected(std::move(done).error());
        return Done{"/studio/sales/" + to_string(id), {"sale.said_supply", {}}};
    });
}

}  // namespace

Result<StudioSalePage> studio_sale_page(Context& context, const allotments::Counter& counter) {
    CANYU_TRY(const Id id, context.id("sale"));
    return context.read([&](db::Reader& reader) -> Result<StudioSalePage> {
        const auto sale = store::find(reader, id);
        if (!sale) return not_found();
        StudioSalePage page;
        page.sale = card_of(reader, *sale, context.language(), context.now());
        page.act_url = studio_url(*sale);
        page.fields = fields_of(reader, context.language(), form_of(reader, *sale));
        page.supply = fields_of(form_of(sale->supply));
        page.rehearsal = report_of(reader, context, id);
        if (sale->is_public()) add_figures(reader, counter, *sale, context.now(), page);
        return page;
    });
}

void add_room(web::Site& site, const allotments::Counter& counter) {
    constexpr auto page = "sale/studio_sale.html";
    site.get("/studio/sales/{sale}", Access::staff, page,
             [&counter](Context& c) { return studio_sale_page(c, counter); },
             {.summary = "A plan as it is kept, or the control room of a sale that is public"});
    site.post(
        "/studio/sales/{sale}/acts", Access::staff,
        [&counter](Context& c, const RoomForm& form) { return act(c, counter, form); }, page,
        [&counter](Context& c, const RoomForm& form) { return room_again(c, counter, form); },
        {.summary = "Stop, resume, top up or close a sale, with a reason for everybody to read"});
    site.post("/studio/sales/{sale}/supply", Access::staff, tell_supply, page,
              [&counter](Context& c, const SupplyForm& form) { return supply_again(c, counter, form); },
              {.summary = "Say anew how many were made and when more come"});
}

}  // namespace canyu::sale
