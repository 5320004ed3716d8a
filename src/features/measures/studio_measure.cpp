// One measure for the staff: measuring a release, signing for a worse one, taking the promise back.
#include "features/measures/showing.hpp"
#include "features/measures/store.hpp"
#include "platform/web/site.hpp"

namespace canyu::measures {
namespace {

using web::Access;
using web::Context;
using web::Done;

constexpr std::int64_t past_offered = 12;

Result<Measure> measure_of(db::Reader& reader, const Context& context) {
    CANYU_TRY(const Id id, context.id("measure"));
    auto measure = store::find(reader, id);
    if (!measure) return not_found();
    return *std::move(measure);
}

// Those that can be measured: the ones that wait, then the latest that left.
std::vector<BusOption> bus_options(db::Reader& reader, Id product, std::int64_t chosen) {
    std::vector<BusOption> options;
    for (const release::Bus& bus : release::waiting(reader, product))
        options.push_back({bus.number, bus.version, bus.number == chosen});
    for (const release::Bus& bus : release::past(reader, product, 0, past_offered))
        if (bus.left_at) options.push_back({bus.number, bus.version, bus.number == chosen});
    return options;
}

// The latest that has left, which is what is measured most often.
std::int64_t usual_bus(db::Reader& reader, Id product) {
    for (const release::Bus& bus : release::past(reader, product, 0, past_offered))
        if (bus.left_at) return bus.number;
    return 0;
}

Result<StudioMeasurePage> measure_page(Context& context, const FindStable& stable, const MeasureForm* typed) {
    return context.read([&](db::Reader& reader) -> Result<StudioMeasurePage> {
        CANYU_TRY(const Measure measure, measure_of(reader, context));
        const Id product = measure.product_id;
        StudioMeasurePage page;
        page.measure = card_of(reader, measure, stable(reader, product), context.language());
        page.page_url = url(reader, measure);
        page.buses = bus_options(reader, product, typed ? typed->bus : usual_bus(reader, product));
        if (!typed) return page;
        page.value_typed = context.form().get("value").value_or("");
        page.rival_typed = context.form().get("rival_value").value_or("");
        page.how_typed = typed->how;
        page.link_typed = typed->link;
        page.by_typed = typed->by;
        return page;
    });
}

Result<Done> measure_it(Context& context, const MeasureForm& form) {
    CANYU_TRY(const Id id, context.id("measure"));
    return context.act([&](db::Writer& writer) -> Result<Done> {
        if (auto done = measure(writer, squads::acting(context), id,
                                {form.bus, form.value, form.rival_value, form.how, form.link, form.by});
            !done)
            return std::unexpected(std::move(done).error());
        return Done{studio_url(id), {"measures.said_measured", {}}};
    });
}

Result<StudioMeasureReasonPage> back_page(Context& context, const ReasonForm& form) {
    return context.read([&](db::Reader& reader) -> Result<StudioMeasureReasonPage> {
        CANYU_TRY(const Measure measure, measure_of(reader, context));
        return StudioMeasureReasonPage{.name = name(measure, context.language()),
                                       .back_url = studio_url(measure.id),
                                       .act_url = studio_url(measure.id) + "/back",
                                       .reason = form.reason};
    });
}

Result<Done> take_it_back(Context& context, const ReasonForm& form) {
    CANYU_TRY(const Id id, context.id("measure"));
    return context.act([&](db::Writer& writer) -> Result<Done> {
        if (auto done = take_back(writer, squads::acting(context), id, form.reason); !done)
            return std::unexpected(std::move(done).error());
        return Done{"/studio/measures", {"measures.said_taken_back", {}}};
    });
}

Result<StudioMeasureReasonPage> signature_page(Context& context, const FindStable& stable,
                                               const ReasonForm& form) {
    CANYU_TRY(const std::int64_t number, context.number("bus"));
    return context.read([&](db::Reader& reader) -> Result<StudioMeasureReasonPage> {
        CANYU_TRY(const Measure measure, measure_of(reader, context));
        const auto value = store::find(reader, measure.id, number);
        if (!value) return not_found();
        const double against =
            reference(measure, store::values(reader, measure.id), store::signatures(reader, measure.id),
                      stable(reader, measure.product_id), number);
        return StudioMeasureReasonPage{
            .name = name(measure, context.language()),
            .back_url = studio_url(measure.id),
            .act_url = studio_url(measure.id) + "/buses/" + std::to_string(number) + "/signature",
            .for_bus = number,
            .value = value->value,
            .against = against,
            .reason = form.reason};
    });
}

Result<Done> sign_it(Context& context, const FindStable& stable, const ReasonForm& form) {
    CANYU_TRY(const std::int64_t number, context.number("bus"));
    return context.act([&](db::Writer& writer) -> Result<Done> {
        CANYU_TRY(const Measure measure, measure_of(writer, context));
        if (auto done = sign(writer, squads::acting(context), measure.id, number,
                             stable(writer, measure.product_id), form.reason);
            !done)
            return std::unexpected(std::move(done).error());
        return Done{studio_url(measure.id), {"measures.said_signed", {}}};
    });
}

}  // namespace

void add_studio_measure(web::Site& site, const FindStable& stable) {
    constexpr auto page = "measures/studio_measure.html";
    constexpr auto reason = "measures/studio_reason.html";
    site.get("/studio/measures/{measure}", Access::staff, page,
             [stable](Context& c) { return measure_page(c, stable, nullptr); },
             {.summary = "A measure as it was measured, and measuring a release"});
    site.post(
        "/studio/measures/{measure}", Access::staff,
        [](Context& c, const MeasureForm& form) { return measure_it(c, form); }, page,
        [stable](Context& c, const MeasureForm& form) { return measure_page(c, stable, &form); },
        {.summary = "Say what was measured with a release; saying it again replaces it"});
    site.form(
        "/studio/measures/{measure}/back", Access::staff, reason,
        [](Context& c, const ReasonForm& form) { return back_page(c, form); },
        [](Context& c, const ReasonForm& form) { return take_it_back(c, form); },
        {.summary = "Take a promise back, with a public reason"});
    site.form(
        "/studio/measures/{measure}/buses/{bus}/signature", Access::staff, reason,
        [stable](Context& c, const ReasonForm& form) { return signature_page(c, stable, form); },
        [stable](Context& c, const ReasonForm& form) { return sign_it(c, stable, form); },
        {.summary = "Sign in public for a release that is worse"});
}

}  // namespace canyu::measures
