// The public pages of releases: the timetable, the buses that wait and those that left, and one with its
// notes.
#include "features/release/showing.hpp"
#include "features/release/store.hpp"
#include "platform/web/site.hpp"

namespace canyu::release {
namespace {

using web::Access;
using web::Context;

constexpr std::int64_t past_per_page = 20;

Result<ReleasesPage> releases_page(Context& context, const Beside& beside) {
    return context.read([&](db::Reader& reader) -> Result<ReleasesPage> {
        CANYU_TRY(products::Chosen chosen, products::choose(reader, context, "/releases"));
        ReleasesPage page;
        page.choices = std::move(chosen.choices);
        page.waiting =
            cards_of(reader, store::waiting(reader, chosen.product), context.language(), context.now());
        const std::int64_t count = store::count_past(reader, chosen.product);
        page.pagination = web::paginate(context.query(), context.page(), count, past_per_page);
        const std::int64_t skipped = page.pagination ? (page.pagination->page - 1) * past_per_page : 0;
        page.past = cards_of(reader, store::past(reader, chosen.product, skipped, past_per_page), beside,
                             context.language(), context.now());
        for (const Timetable& table : store::timetables(reader)) {
            const auto product = products::find(reader, table.product_id);
            if (product && (!chosen.product || chosen.product == product->id))
                page.timetables.push_back(timetable_view(table, *product, context.language()));
        }
        return page;
    });
}

Result<ReleasePage> release_page(Context& context, const demand::Demands& demands, const Beside& beside) {
    CANYU_TRY(const std::int64_t number, context.number("number"));
    return context.read([&](db::Reader& reader) -> Result<ReleasePage> {
        const auto product = products::find(reader, std::string_view(context.parameter("product")));
        if (!product) return not_found();
        const auto bus = store::find(reader, product->id, number);
        if (!bus) return not_found();
        ReleasePage page;
        page.bus = cards_of(reader, {*bus}, beside, context.language(), context.now()).front();
        page.body = bus->html;
        add_items(reader, *bus, demands, context.language(), page);
        if (bus->left_at) {
            const auto before = store::gone_before(reader, product->id, *bus->left_at);
            for (const squads::OwnWork& work : squads::own_work_done(
                     reader, product->id, before ? *before->left_at : Time{}, *bus->left_at))
                page.unasked.push_back({work.title, work.reason});
        }
        page.issues = beside.issues(reader, *bus);
        page.signatures = beside.signatures(reader, *bus, context.language());
        page.words = word_views(reader, bus->id);
        page.studio_url = studio_url(bus->id);
        return page;
    });
}

}  // namespace

void add_pages(web::Site& site, demand::Demands& demands, const Beside& beside) {
    site.get("/releases", Access::visitor, "release/releases.html",
             [beside](Context& c) { return releases_page(c, beside); },
             {.summary = "When the bus leaves, which wait, and which left with what", .cached = true});
    site.get("/releases/{product}/{number}", Access::visitor, "release/release.html",
             [&demands, beside](Context& c) { return release_page(c, demands, beside); },
             {.summary = "A release: what came with it, and whose words it was", .cached = true});
    add_feeds(site, beside);
    add_studio_releases(site);
    add_studio_release(site, demands);
}

}  // namespace canyu::release
