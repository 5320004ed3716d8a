// The public pages of the plan.
#include <fmt/core.h>

#include <algorithm>

#include "features/plan/board.hpp"
#include "features/plan/store.hpp"
#include "platform/web/site.hpp"

namespace canyu::plan {
namespace {

constexpr std::int64_t changes_per_page = 30;
constexpr std::int64_t changes_on_board = 8;
constexpr std::int64_t shipped_on_board = 6;

Result<PlanPage> plan_page(web::Context& context, const demand::Demands& demands) {
    return context.read([&](db::Reader& reader) -> Result<PlanPage> {
        CANYU_TRY(const products::Chosen chosen, products::choose(reader, context, "/plan"));
        PlanPage page;
        page.choices = chosen.choices;
        const Showing showing{demands, context.language(), context.now()};
        const auto items = store::open_items(reader, chosen.product);
        for (Ticket& ticket : tickets(reader, showing, items)) {
            const Horizon horizon = store::item(reader, ticket.demand.id)->horizon;
            auto& lane = horizon == Horizon::week      ? page.this_week
                         : horizon == Horizon::quarter ? page.this_quarter
                                                       : page.long_road;
            lane.push_back(std::move(ticket));
        }
        page.shipped =
            tickets(reader, showing, store::shipped_items(reader, chosen.product, shipped_on_board));
        page.changes = change_views(reader, store::changes(reader, chosen.product, 0, changes_on_board));
        page.changes_url = "/plan/changes" + (chosen.slug.empty() ? "" : "?product=" + chosen.slug);
        return page;
    });
}

Result<PlanChangesPage> changes_page(web::Context& context) {
    return context.read([&](db::Reader& reader) -> Result<PlanChangesPage> {
        CANYU_TRY(const products::Chosen chosen, products::choose(reader, context, "/plan/changes"));
        const std::int64_t count = store::count_changes(reader, chosen.product);
        const std::int64_t page = std::min(context.page(), web::page_count(count, changes_per_page));
        const auto changes =
            store::changes(reader, chosen.product, (page - 1) * changes_per_page, changes_per_page);
        return PlanChangesPage{chosen.choices, change_views(reader, changes),
                               web::paginate(context.query(), page, count, changes_per_page)};
    });
}

}  // namespace

void add_pages(web::Site& site, demand::Demands& demands) {
    site.get("/plan", web::Access::visitor, "plan/plan.html",
             [&demands](web::Context& c) { return plan_page(c, demands); },
             {.summary = "The public plan: this week, this quarter, the long road", .cached = true});
    site.get("/plan/changes", web::Access::visitor, "plan/changes.html",
             [](web::Context& c) { return changes_page(c); },
             {.summary = "Every change of the plan with its reason, newest first", .cached = true});
    add_studio_plan_pages(site, demands);
}

}  // namespace canyu::plan
