// The staff's side of sales before they are public: the list, a plan, and publishing it.
#include "features/sale/showing.hpp"
#include "features/sale/store.hpp"
#include "platform/web/site.hpp"

namespace canyu::sale {
namespace {

using web::Access;
using web::Context;
using web::Done;

Result<StudioSalesPage> sales_page(Context& context) {
    return context.read([&](db::Reader& reader) -> Result<StudioSalesPage> {
        const auto cards = [&](const std::vector<Sale>& sales) {
            return cards_of(reader, sales, context.language(), context.now());
        };
        return StudioSalesPage{cards(store::planned(reader)), cards(store::coming(reader, context.now())),
                               cards(store::past(reader, context.now(), past_shown))};
    });
}

SupplyForm supply_of(const PlanForm& form) {
    return {form.produced, form.stocked, form.next_batch, form.next_batch_units, ""};
}

Result<SalePlanPage> plan_page(Context& context, const PlanForm& form) {
    return context.read([&](db::Reader& reader) -> Result<SalePlanPage> {
        return SalePlanPage{"/studio/sales", fields_of(reader, context.language(), form),
                            fields_of(supply_of(form))};
    });
}

Result<Done> plan_sale(Context& context, const PlanForm& form) {
    return context.act([&](db::Writer& writer) -> Result<Done> {
        CANYU_TRY(const Read said, read(writer, form));
        CANYU_TRY(const Sale sale,
                  plan(writer, squads::acting(context), said.plan, said.supply, said.channels));
        return Done{studio_url(sale), {"sale.said_planned", {}}};
    });
}

Result<StudioSalePage> typed_page(Context& context, const allotments::Counter& counter,
                                  const PlanForm& form) {
    CANYU_TRY(StudioSalePage page, studio_sale_page(context, counter));
    context.read([&](db::Reader& reader) { page.fields = fields_of(reader, context.language(), form); });
    page.supply = fields_of(supply_of(form));
    return page;
}

Result<Done> replan_sale(Context& context, const PlanForm& form) {
    CANYU_TRY(const Id id, context.id("sale"));
    return context.act([&](db::Writer& writer) -> Result<Done> {
        CANYU_TRY(const Read said, read(writer, form));
        auto done = replan(writer, squads::acting(context), id, said.plan, said.supply, said.channels);
        if (!done) return std::unexpected(std::move(done).error());
        return Done{"/studio/sales/" + to_string(id), {"sale.said_planned", {}}};
    });
}

Result<Done> publish_sale(Context& context) {
    CANYU_TRY(const Id id, context.id("sale"));
    return context.act([&](db::Writer& writer) -> Result<Done> {
        if (auto done = publish(writer, squads::acting(context), id); !done)
            return std::unexpected(std::move(done).error());
        return Done{"/studio/sales/" + to_string(id), {"sale.said_published", {}}};
    });
}

}  // namespace

PlanFields fields_of(db::Reader& reader, web::Language language, const PlanForm& form) {
    return {products::options(reader, language, form.product),
            form.title,
            form.about,
            form.price,
            form.currency.empty() ? "CNY" : form.currency,
            form.opens,
            form.closes,
            form.hold_minutes,
            form.per_person,
            form.units_open,
            form.units_code,
            form.units_vip,
            form.units_regular,
            form.needs_reservation,
            form.reserve_until,
            form.how_to_pay,
            form.weekly,
            form.question,
            form.answers};
}

SupplyFields fields_of(const SupplyForm& form) {
    return {form.produced, form.stocked, form.next_batch, form.next_batch_units, form.reason};
}

void add_planning(web::Site& site, const allotments::Counter& counter) {
    site.get("/studio/sales", Access::staff, "sale/studio_sales.html",
             [](Context& c) { return sales_page(c); }, {.summary = "The sales: planned, public and over"});
    site.form(
        "/studio/sales/new", Access::staff, "sale/plan.html",
        [](Context& c, const PlanForm& form) { return plan_page(c, form); },
        [](Context& c, const PlanForm& form) { return plan_sale(c, form); },
        {.summary = "Plan a sale; nobody else sees it before it is published"});
    site.post("/studio/sales/{sale}", Access::staff, replan_sale, "sale/studio_sale.html",
              [&counter](Context& c, const PlanForm& form) { return typed_page(c, counter, form); },
              {.summary = "Change a plan that is not public"});
    site.post("/studio/sales/{sale}/publication", Access::staff, [](Context& c) { return publish_sale(c); },
              {.summary = "Publish a sale: from now on its terms stay as they are"});
}

}  // namespace canyu::sale
