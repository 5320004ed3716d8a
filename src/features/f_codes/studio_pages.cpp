// The staff's side of F-codes: planning a batch, giving one by hand, and the way of each.
#include "features/f_codes/showing.hpp"
#include "platform/web/checks.hpp"
#include "platform/web/site.hpp"

namespace canyu::f_codes {
namespace {

using web::Access;
using web::Context;
using web::Done;

constexpr std::int64_t codes_shown = 200;

BatchForm usual_batch() {
    BatchForm form;
    form.every = form.per_person = 1;
    form.units = 100;
    form.days_valid = form.days_open = 30;
    return form;
}

BatchFields fields_of(const BatchForm& form) {
    const auto typed = [](std::int64_t number) { return std::to_string(number); };
    return {form.name,
            form.reason,
            form.deed,
            typed(form.every),
            typed(form.units),
            typed(form.per_person),
            typed(form.days_valid),
            typed(form.days_open),
            typed(form.days_back)};
}

Result<StudioCodesPage> codes_page(Context& context, const BatchForm& form) {
    return context.read([&](db::Reader& reader) -> Result<StudioCodesPage> {
        StudioCodesPage page;
        for (const Batch& batch : store::batches(reader, Id{}))
            page.batches.push_back(card_of(reader, batch, context.language(), context.now()));
        page.products = products::options(reader, context.language(), form.product);
        page.fields = fields_of(form);
        return page;
    });
}

Result<void> check_days(const BatchForm& form) {
    web::Checks checks;
    checks.that(form.days_open >= 1 && form.days_open <= 365, "days_open", "f_codes.how_long");
    checks.that(form.days_back >= 0 && form.days_back <= 3650, "days_back", "f_codes.how_far_back");
    return checks.result();
}

Result<Done> plan_batch(Context& context, const BatchForm& form) {
    if (auto checked = check_days(form); !checked) return std::unexpected(std::move(checked).error());
    return context.act([&](db::Writer& writer) -> Result<Done> {
        const auto product = products::find(writer, std::string_view(form.product));
        if (!product) return not_found();
        Batch batch;
        batch.product_id = product->id;
        batch.name = form.name;
        batch.reason = form.reason;
        batch.deed = form.deed;
        batch.every = form.every;
        batch.units = form.units;
        batch.per_person = form.per_person;
        batch.days_valid = form.days_valid;
        batch.since = context.now() - std::chrono::days(form.days_back);
        batch.until = context.now() + std::chrono::days(form.days_open);
        CANYU_TRY(const Id id, plan(writer, squads::acting(context), batch));
        return Done{"/studio/f-codes/" + to_string(id), {"f_codes.said_planned", {}}};
    });
}

Result<StudioBatchPage> batch_page(Context& context, const ByHandForm& form) {
    CANYU_TRY(const Id id, context.id("batch"));
    return context.read([&](db::Reader& reader) -> Result<StudioBatchPage> {
        const auto batch = store::find_batch(reader, id);
        if (!batch) return not_found();
        StudioBatchPage page;
        page.batch = card_of(reader, *batch, context.language(), context.now());
        for (const Code& code : store::of_batch(reader, id, codes_shown))
            page.lines.push_back(
                line_of(reader, code, context.member().person, context.language(), context.now()));
        page.typed_name = form.name;
        page.typed_reason = form.reason;
        return page;
    });
}

Result<Done> give_one(Context& context, const allotments::Counter& counter, const ByHandForm& form) {
    CANYU_TRY(const Id id, context.id("batch"));
    CANYU_TRY(Done done, context.act([&](db::Writer& writer) -> Result<Done> {
        CANYU_TRY([[maybe_unused]] const Id code,
                  give_by_hand(writer, squads::acting(context), id, form.name, form.reason));
        return Done{"/studio/f-codes/" + to_string(id), {"f_codes.said_by_hand", {}}};
    }));
    claim_asked(context.store(), counter);
    return done;
}

}  // namespace

void add_studio_pages(web::Site& site, const allotments::Counter& counter) {
    constexpr auto list = "f_codes/studio_codes.html";
    site.get("/studio/f-codes", Access::staff, list, [](Context& c) { return codes_page(c, usual_batch()); },
             {.summary = "The batches of F-codes, and planning one"});
    site.post(
        "/studio/f-codes", Access::staff,
        [](Context& c, const BatchForm& form) { return plan_batch(c, form); }, list,
        [](Context& c, const BatchForm& form) { return codes_page(c, form); },
        {.summary = "Plan a batch: how many, for which deed, how long they work, and why"});
    constexpr auto page = "f_codes/studio_batch.html";
    site.get("/studio/f-codes/{batch}", Access::staff, page, [](Context& c) { return batch_page(c, {}); },
             {.summary = "A batch, and what became of each code"});
    site.post(
        "/studio/f-codes/{batch}/codes", Access::staff,
        [counter](Context& c, const ByHandForm& form) { return give_one(c, counter, form); }, page,
        [](Context& c, const ByHandForm& form) { return batch_page(c, form); },
        {.summary = "Give one to somebody by hand, with a reason"});
}

}  // namespace canyu::f_codes
