// A person's rights: why they have which, and asking to be a VIP.
#include "features/entitlements/showing.hpp"
#include "features/entitlements/store.hpp"
#include "platform/web/site.hpp"

namespace canyu::entitlements {
namespace {

using web::Access;
using web::Context;
using web::Done;

std::vector<SeatView> seats_of(db::Reader& reader, Id person, web::Language language) {
    std::vector<SeatView> views;
    for (const products::Product& product : products::all(reader)) {
        const Seat seat = entitlements::seat(reader, person, product.id);
        const RegularRule rule = seat.rule.value_or(RegularRule{});
        views.push_back(
            {products::name(product, language), seat.kept, seat.rule.has_value(), rule.deeds, rule.days});
    }
    return views;
}

Result<RightsPage> rights_page(Context& context, const EvidenceForm& form) {
    const web::Identity& me = context.member();
    return context.read([&](db::Reader& reader) -> Result<RightsPage> {
        RightsPage page;
        page.is_vip = vip_of(reader, me.person, context.now()).has_value();
        const auto last = store::last_of(reader, me.person);
        if (last && last->state != VipState::withdrawn) page.last = view_of(*last);
        page.may_ask = !page.is_vip && !(last && last->state == VipState::waiting);
        page.seats = seats_of(reader, me.person, context.language());
        const participation::Activity has = participation::activity(reader, me.person);
        page.my_deeds = has.deeds;
        page.my_days = has.days;
        page.log_url = "/u/" + me.name + "/log";
        page.typed_evidence = form.evidence;
        page.typed_link = form.link;
        return page;
    });
}

Result<Done> ask(Context& context, const EvidenceForm& form) {
    return context.act([&](db::Writer& writer) -> Result<Done> {
        CANYU_TRY([[maybe_unused]] const Id id, ask_for_vip(writer, context.ids(), context.member().person,
                                                            form.evidence, form.link, context.now()));
        return Done{"/me/rights", {"entitlements.said_asked", {}}};
    });
}

Result<Done> take_back(Context& context) {
    return context.act([&](db::Writer& writer) -> Result<Done> {
        withdraw(writer, context.member().person, context.now());
        return Done{"/me/rights", {"entitlements.said_withdrawn", {}}};
    });
}

}  // namespace

VipView view_of(const VipRequest& request) {
    return {request.state,   request.evidence,    request.link,       request.answer,
            request.sent_at, request.answered_at, request.valid_until};
}

void add_pages(web::Site& site) {
    constexpr auto page = "entitlements/rights.html";
    site.get("/me/rights", Access::member, page, [](Context& c) { return rights_page(c, {}); },
             {.summary = "What I may do here beside what everybody may, and why"});
    site.post(
        "/me/vip", Access::member, [](Context& c, const EvidenceForm& form) { return ask(c, form); }, page,
        [](Context& c, const EvidenceForm& form) { return rights_page(c, form); },
        {.summary = "Ask to be a VIP, with evidence", .per_minute = 10});
    site.del("/me/vip", Access::member, [](Context& c) { return take_back(c); },
             {.summary = "Take back the request that waits"});
    add_studio_pages(site);
}

}  // namespace canyu::entitlements
