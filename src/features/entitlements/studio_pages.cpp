// The staff's side of rights: answering who asks to be a VIP, and from when on a seat is kept for somebody.
#include "features/entitlements/showing.hpp"
#include "features/entitlements/store.hpp"
#include "platform/web/site.hpp"

namespace canyu::entitlements {
namespace {

using web::Access;
using web::Context;
using web::Done;

constexpr std::int64_t lines_shown = 100;
constexpr std::int64_t usual_days = 365;

std::string typed(std::int64_t number) {
    return number > 0 ? std::to_string(number) : "";
}

VipLine line_of(db::Reader& reader, const VipRequest& request) {
    return {people::card(people::find(reader, request.person_id).value()),
            "/studio/rights/" + to_string(request.id), view_of(request)};
}

std::vector<VipLine> lines_of(db::Reader& reader, const std::vector<VipRequest>& requests) {
    std::vector<VipLine> lines;
    for (const VipRequest& request : requests) lines.push_back(line_of(reader, request));
    return lines;
}

Result<StudioRightsPage> rights_page(Context& context, const RuleForm& form) {
    return context.read([&](db::Reader& reader) -> Result<StudioRightsPage> {
        StudioRightsPage page;
        page.waiting = lines_of(reader, store::waiting(reader, lines_shown));
        page.vips = lines_of(reader, store::granted(reader, context.now(), lines_shown));
        for (const products::Product& product : products::all(reader)) {
            const auto rule = store::rule_of(reader, product.id);
            page.rules.push_back({products::name(product, context.language()), rule.has_value(),
                                  rule ? rule->deeds : 0, rule ? rule->days : 0});
        }
        page.products = products::options(reader, context.language(), form.product);
        page.typed_deeds = typed(form.deeds);
        page.typed_days = typed(form.days);
        return page;
    });
}

Result<Done> take_rule(Context& context, const RuleForm& form) {
    return context.act([&](db::Writer& writer) -> Result<Done> {
        const auto product = products::find(writer, std::string_view(form.product));
        if (!product) return not_found();
        const RegularRule rule{product->id, form.deeds, form.days};
        if (auto done = set_rule(writer, squads::acting(context), rule); !done)
            return std::unexpected(std::move(done).error());
        return Done{"/studio/rights", {"entitlements.said_rule", {}}};
    });
}

Result<StudioVipPage> vip_page(Context& context, const AnswerForm* form) {
    CANYU_TRY(const Id id, context.id("request"));
    return context.read([&](db::Reader& reader) -> Result<StudioVipPage> {
        const auto request = store::find(reader, id);
        if (!request) return not_found();
        StudioVipPage page;
        page.line = line_of(reader, *request);
        page.waits = request->state == VipState::waiting;
        page.is_mine = request->person_id == context.member().person;
        page.is_vip = request->state == VipState::granted && *request->valid_until > context.now();
        if (request->answered_by)
            page.answered_by = people::card(people::find(reader, *request->answered_by).value());
        page.typed_words = form ? form->words : "";
        page.typed_days = typed(form ? form->days.value_or(0) : usual_days);
        return page;
    });
}

Result<Done> take_answer(Context& context, const AnswerForm& form) {
    CANYU_TRY(const Id id, context.id("request"));
    return context.act([&](db::Writer& writer) -> Result<Done> {
        if (auto done =
                answer(writer, squads::acting(context), id, {form.grants, form.words, form.days.value_or(0)});
            !done)
            return std::unexpected(std::move(done).error());
        return Done{"/studio/rights", {"entitlements.said_answered", {}}};
    });
}

Result<Done> take_end(Context& context, const EndForm& form) {
    CANYU_TRY(const Id id, context.id("request"));
    return context.act([&](db::Writer& writer) -> Result<Done> {
        if (auto done = end(writer, squads::acting(context), id, form.reason); !done)
            return std::unexpected(std::move(done).error());
        return Done{"/studio/rights", {"entitlements.said_ended", {}}};
    });
}

}  // namespace

void add_studio_pages(web::Site& site) {
    constexpr auto list = "entitlements/studio_rights.html";
    site.get("/studio/rights", Access::staff, list, [](Context& c) { return rights_page(c, {}); },
             {.summary = "Who asks to be a VIP, who is one, and for whom a seat is kept"});
    site.post(
        "/studio/regulars", Access::staff,
        [](Context& c, const RuleForm& form) { return take_rule(c, form); }, list,
        [](Context& c, const RuleForm& form) { return rights_page(c, form); },
        {.summary = "From when on a seat of a product is kept for somebody"});
    constexpr auto page = "entitlements/studio_vip.html";
    site.get("/studio/rights/{request}", Access::staff, page, [](Context& c) { return vip_page(c, nullptr); },
             {.summary = "A request to be a VIP"});
    site.post(
        "/studio/rights/{request}", Access::staff,
        [](Context& c, const AnswerForm& form) { return take_answer(c, form); }, page,
        [](Context& c, const AnswerForm& form) { return vip_page(c, &form); },
        {.summary = "Grant it with a public reason, or decline it kindly"});
    site.post(
        "/studio/rights/{request}/end", Access::staff,
        [](Context& c, const EndForm& form) { return take_end(c, form); }, page,
        [](Context& c, const EndForm&) { return vip_page(c, nullptr); },
        {.summary = "End it before its day, with a reason"});
}

}  // namespace canyu::entitlements
