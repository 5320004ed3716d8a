// The public page of what products promise in figures.
#include "features/measures/showing.hpp"
#include "features/measures/store.hpp"
#include "platform/web/site.hpp"

namespace canyu::measures {
namespace {

using web::Context;

Result<MeasuresPage> measures_page(Context& context, const FindStable& stable) {
    return context.read([&](db::Reader& reader) -> Result<MeasuresPage> {
        CANYU_TRY(products::Chosen chosen, products::choose(reader, context, "/measures"));
        MeasuresPage page;
        page.choices = std::move(chosen.choices);
        for (const products::Product& product : products::all(reader)) {
            if (chosen.product && chosen.product != product.id) continue;
            const StableBuses buses = stable(reader, product.id);
            ProductMeasures part{products::name(product, context.language()), {}};
            for (const Measure& measure : store::standing(reader, product.id))
                part.measures.push_back(card_of(reader, measure, buses, context.language()));
            if (!part.measures.empty()) page.products.push_back(std::move(part));
            for (const Measure& measure : store::taken_back(reader, product.id))
                page.taken_back.push_back(card_of(reader, measure, buses, context.language()));
        }
        return page;
    });
}

}  // namespace

void add_pages(web::Site& site, const FindStable& stable) {
    site.get("/measures", web::Access::visitor, "measures/measures.html",
             [stable](Context& c) { return measures_page(c, stable); },
             {.summary = "What is promised in figures, as measured with every release", .cached = true});
    add_studio_measures(site);
    add_studio_measure(site, stable);
}

}  // namespace canyu::measures
