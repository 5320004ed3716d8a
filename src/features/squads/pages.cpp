// The public pages of squads: who makes what, how fast a voice reaches them, and what nobody asked for.
#include "features/squads/showing.hpp"
#include "features/squads/store.hpp"
#include "features/squads/studio.hpp"
#include "platform/web/site.hpp"

namespace canyu::squads {
namespace {

using web::Access;
using web::Context;

constexpr std::int64_t own_work_shown = 20;
constexpr std::int64_t handed_back_shown = 10;

Result<SquadsPage> squads_page(Context& context) {
    return context.read([&](db::Reader& reader) -> Result<SquadsPage> {
        CANYU_TRY(products::Chosen chosen, products::choose(reader, context, "/squads"));
        const auto products = products::all(reader);
        if (!chosen.product && products.size() == 1) chosen.product = products.front().id;
        SquadsPage page;
        page.choices = std::move(chosen.choices);
        page.squads = cards_of(reader, standing(reader, chosen.product), context.language(), context.now());
        if (chosen.product) page.clock = clock_view(clock_of_product(reader, chosen.product, context.now()));
        page.own_work = own_work_views(
            reader, store::own_work_of_product(reader, chosen.product, own_work_shown), context.language());
        return page;
    });
}

std::vector<HandedBack> handed_back(db::Reader& reader, Id squad) {
    std::vector<HandedBack> views;
    for (const Pull& pull : store::returned_by(reader, squad, handed_back_shown))
        for (demand::DemandCard& card : demand::cards(reader, {pull.demand_id}))
            views.push_back({std::move(card), *pull.returned_at, pull.reason});
    return views;
}

Result<SquadPage> squad_page(Context& context) {
    CANYU_TRY(const std::int64_t number, context.number("number"));
    return context.read([&](db::Reader& reader) -> Result<SquadPage> {
        const auto product = products::find(reader, std::string_view(context.parameter("product")));
        if (!product) return not_found();
        const auto squad = store::find(reader, product->id, number);
        if (!squad) return not_found();
        SquadPage page;
        const VoiceClock clock = clock_of_squad(reader, *squad, context.now());
        Table table = table_of(reader, squad->id);
        page.squad = card_of(reader, *squad, context.language(), clock, table);
        page.dissolved_at = squad->dissolved_at;
        page.clock = clock_view(clock);
        page.making = std::move(table.making);
        page.shipped = std::move(table.shipped);
        page.own_work = own_work_views(reader, store::own_work_of_squad(reader, squad->id, own_work_shown),
                                       context.language());
        page.handed_back = handed_back(reader, squad->id);
        return page;
    });
}

}  // namespace

Acting acting(Context& context) {
    return {context.ids(), context.member().person, context.now()};
}

void add_pages(web::Site& site, demand::Demands& demands) {
    demands.know_makers_by(makers_of);
    site.get("/squads", Access::visitor, "squads/squads.html", [](Context& c) { return squads_page(c); },
             {.summary = "The squads, how fast a voice reaches its owner, and what was built without anyone "
                         "asking",
              .cached = true});
    site.get("/squads/{product}/{number}", Access::visitor, "squads/squad.html",
             [](Context& c) { return squad_page(c); },
             {.summary = "A squad: its people, what it makes and how fast it answers", .cached = true});
    add_studio_squads(site);
    add_studio_squad(site, demands);
}

}  // namespace canyu::squads
