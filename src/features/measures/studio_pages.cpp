// The staff's list of measures, and promising one.
#include "features/measures/showing.hpp"
#include "features/measures/store.hpp"
#include "platform/web/site.hpp"

namespace canyu::measures {
namespace {

using web::Access;
using web::Context;
using web::Done;

constexpr auto usual_tolerance = "5";

std::string typed(const Context& context, std::string_view field) {
    return std::string(context.form().get(field).value_or(""));
}

void add_lines(db::Reader& reader, web::Language language, StudioMeasuresPage& page) {
    for (const products::Product& product : products::all(reader))
        for (const Measure& measure : store::standing(reader, product.id)) {
            const auto last = latest(reader, measure.id);
            page.lines.push_back({studio_url(measure.id), name(measure, language),
                                  products::name(product, language), measure.promised,
                                  last ? std::optional(last->value) : std::nullopt, unit(measure, language),
                                  measure.kind});
        }
}

Result<StudioMeasuresPage> measures_page(Context& context, const PromiseForm& form) {
    return context.read([&](db::Reader& reader) -> Result<StudioMeasuresPage> {
        StudioMeasuresPage page;
        add_lines(reader, context.language(), page);
        page.options = products::options(reader, context.language(), form.product);
        page.kind_typed = form.kind;
        page.name_zh = form.name_zh;
        page.name_en = form.name_en;
        page.unit_zh = form.unit_zh;
        page.unit_en = form.unit_en;
        page.better = form.better;
        page.promised_typed = typed(context, "promised");
        page.before_typed = typed(context, "before");
        page.rival = form.rival;
        page.tolerance_typed = context.form().get("tolerance").value_or(usual_tolerance);
        return page;
    });
}

Result<Done> promise_it(Context& context, const PromiseForm& form) {
    return context.act([&](db::Writer& writer) -> Result<Done> {
        const auto product = products::find(writer, std::string_view(form.product));
        if (!product) return not_found();
        const Measure measure{.product_id = product->id,
                              .kind = form.kind,
                              .name_zh = form.name_zh,
                              .name_en = form.name_en,
                              .unit_zh = form.unit_zh,
                              .unit_en = form.unit_en,
                              .better = form.better,
                              .promised = form.promised,
                              .before = form.before,
                              .rival = form.rival,
                              .tolerance = form.tolerance};
        CANYU_TRY(const Id made, promise(writer, squads::acting(context), measure));
        return Done{studio_url(made), {"measures.said_promised", {}}};
    });
}

}  // namespace

void add_studio_measures(web::Site& site) {
    constexpr auto page = "measures/studio_measures.html";
    site.get("/studio/measures", Access::staff, page, [](Context& c) { return measures_page(c, {}); },
             {.summary = "What is promised in figures"});
    site.post(
        "/studio/measures", Access::staff,
        [](Context& c, const PromiseForm& form) { return promise_it(c, form); }, page,
        [](Context& c, const PromiseForm& form) { return measures_page(c, form); },
        {.summary = "Promise a figure, or the steps of a task"});
}

}  // namespace canyu::measures
