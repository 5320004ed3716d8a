// The staff's list of charters, and writing one.
#include "features/charter/showing.hpp"
#include "features/charter/store.hpp"
#include "platform/web/site.hpp"

namespace canyu::charter {
namespace {

using web::Access;
using web::Context;
using web::Done;

void fill(StudioCharterPage& page, const CharterForm& form) {
    page.what_zh = form.what_zh;
    page.what_en = form.what_en;
    page.pain_zh = form.pain_zh;
    page.pain_en = form.pain_en;
    page.itch_zh = form.itch_zh;
    page.itch_en = form.itch_en;
    page.demands = form.demands;
    page.reports = form.reports;
    page.reason = form.reason;
}

CharterForm kept(db::Reader& reader, const products::Product& product) {
    CharterForm form;
    if (const auto charter = store::find(reader, product.id))
        form = {charter->what_zh,
                charter->what_en,
                charter->pain_zh,
                charter->pain_en,
                charter->itch_zh,
                charter->itch_en,
                "",
                "",
                ""};
    for (const demand::DemandCard& card : demand::cards(reader, demands_of(reader, product.id)))
        form.demands += (form.demands.empty() ? "" : ", ") + std::to_string(card.number);
    for (const Id report : reports_of(reader, product.id))
        form.reports += (form.reports.empty() ? "" : "\n") + ("/reports/" + to_string(report));
    return form;
}

Result<StudioCharterPage> charter_page(Context& context, const CharterForm* typed) {
    return context.read([&](db::Reader& reader) -> Result<StudioCharterPage> {
        CANYU_TRY(const products::Product product, product_of(reader, context));
        StudioCharterPage page;
        page.product_label = products::name(product, context.language());
        page.page_url = "/p/" + product.slug + "/charter";
        page.act_url = studio_url(product);
        page.written = store::find(reader, product.id).has_value();
        fill(page, typed ? *typed : kept(reader, product));
        page.nodes = node_views(reader, product.id, context.language());
        page.has_room = page.nodes.size() < most_nodes;
        return page;
    });
}

Result<Done> write_charter(Context& context, const CharterForm& form) {
    return context.act([&](db::Writer& writer) -> Result<Done> {
        CANYU_TRY(const products::Product product, product_of(writer, context));
        const Words words{{product.id,
                           form.what_zh,
                           form.what_en,
                           form.pain_zh,
                           form.pain_en,
                           form.itch_zh,
                           form.itch_en,
                           {}},
                          form.demands,
                          form.reports};
        if (auto done = write(writer, squads::acting(context), words, form.reason); !done)
            return std::unexpected(std::move(done).error());
        return Done{"/p/" + product.slug + "/charter", {"charter.said_written", {}}};
    });
}

}  // namespace

void add_studio_charters(web::Site& site) {
    constexpr auto page = "charter/studio_charter.html";
    site.get("/studio/charters/{product}", Access::staff, page,
             [](Context& c) { return charter_page(c, nullptr); }, {.summary = "A charter as it is kept"});
    site.post(
        "/studio/charters/{product}", Access::staff,
        [](Context& c, const CharterForm& form) { return write_charter(c, form); }, page,
        [](Context& c, const CharterForm& form) { return charter_page(c, &form); },
        {.summary = "Write a charter, or change it with a public reason"});
}

}  // namespace canyu::charter
