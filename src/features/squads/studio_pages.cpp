// The staff's list of squads; forming one, dissolving one, and handing a demand back with a public reason.
#include <algorithm>

#include "features/squads/forms.hpp"
#include "features/squads/showing.hpp"
#include "features/squads/store.hpp"
#include "features/squads/studio.hpp"
#include "platform/web/site.hpp"

namespace canyu::squads {
namespace {

using web::Access;
using web::Context;
using web::Done;

Result<StudioSquadsPage> squads_page(Context& context, const FormSquadForm& form) {
    return context.read([&](db::Reader& reader) -> Result<StudioSquadsPage> {
        StudioSquadsPage page{.name_zh = form.name_zh, .name_en = form.name_en, .person = form.person};
        std::vector<Squad> mine = standing(reader, Id{});
        const auto others = std::ranges::stable_partition(mine, [&](const Squad& squad) {
            return store::is_in(reader, squad.id, context.member().person);
        });
        page.others = cards_of(reader, {others.begin(), others.end()}, context.language(), context.now());
        mine.erase(others.begin(), others.end());
        page.mine = cards_of(reader, mine, context.language(), context.now());
        page.products = products::options(reader, context.language(), form.product);
        return page;
    });
}

Result<Done> form_squad(Context& context, const FormSquadForm& form) {
    return context.act([&](db::Writer& writer) -> Result<Done> {
        const auto product = products::find(writer, std::string_view(form.product));
        if (!product) return not_found();
        CANYU_TRY(const Id made, squads::form(writer, acting(context),
                                              {product->id, form.name_zh, form.name_en, form.person}));
        return Done{studio_url(made), {"squads.said_formed", {}}};
    });
}

Result<StudioReasonPage> reason_page(Context& context, const ReasonForm& form, bool of_demand) {
    CANYU_TRY(const Id id, context.id("squad"));
    return context.read([&](db::Reader& reader) -> Result<StudioReasonPage> {
        const auto squad = store::find(reader, id);
        if (!squad) return not_found();
        StudioReasonPage page{name(*squad, context.language()), studio_url(id), studio_url(id) + "/dissolve",
                              std::nullopt, form.reason};
        if (of_demand) {
            CANYU_TRY(const Id demand, context.id("demand"));
            const auto cards = demand::cards(reader, {demand});
            if (cards.empty()) return not_found();
            page.demand = cards.front();
            page.act_url = page.squad_url + "/demands/" + to_string(demand);
        }
        return page;
    });
}

Result<Done> dissolve_squad(Context& context, const ReasonForm& form) {
    CANYU_TRY(const Id squad, context.id("squad"));
    return context.act([&](db::Writer& writer) -> Result<Done> {
        if (auto done = dissolve(writer, acting(context), squad, form.reason); !done)
            return std::unexpected(std::move(done).error());
        return Done{"/studio/squads", {"squads.said_dissolved", {}}};
    });
}

Result<Done> hand_demand_back(Context& context, const ReasonForm& form) {
    CANYU_TRY(const Id squad, context.id("squad"));
    CANYU_TRY(const Id demand, context.id("demand"));
    return context.act([&](db::Writer& writer) -> Result<Done> {
        if (auto done = hand_back(writer, acting(context), squad, demand, form.reason); !done)
            return std::unexpected(std::move(done).error());
        return Done{studio_url(squad), {"squads.said_handed_back", {}}};
    });
}

}  // namespace

void add_studio_squads(web::Site& site) {
    site.form(
        "/studio/squads", Access::staff, "squads/studio_squads.html",
        [](Context& c, const FormSquadForm& form) { return squads_page(c, form); },
        [](Context& c, const FormSquadForm& form) { return form_squad(c, form); },
        {.summary = "The squads, and forming one"});
    site.form(
        "/studio/squads/{squad}/dissolve", Access::staff, "squads/studio_reason.html",
        [](Context& c, const ReasonForm& form) { return reason_page(c, form, false); },
        [](Context& c, const ReasonForm& form) { return dissolve_squad(c, form); },
        {.summary = "Dissolve a squad; what it makes is free for others"});
    site.form(
        "/studio/squads/{squad}/demands/{demand}", Access::staff, "squads/studio_reason.html",
        [](Context& c, const ReasonForm& form) { return reason_page(c, form, true); },
        [](Context& c, const ReasonForm& form) { return hand_demand_back(c, form); },
        {.summary = "Hand a demand back with a public reason"});
}

}  // namespace canyu::squads
