// The public page of F-codes, and what a person sees of their own.
#include "features/f_codes/rules.hpp"
#include "features/f_codes/showing.hpp"
#include "platform/web/site.hpp"

namespace canyu::f_codes {
namespace {

using web::Access;
using web::Context;
using web::Done;

Result<FCodesPage> f_codes_page(Context& context) {
    return context.read([&](db::Reader& reader) -> Result<FCodesPage> {
        CANYU_TRY(products::Chosen chosen, products::choose(reader, context, "/f-codes"));
        FCodesPage page;
        page.choices = std::move(chosen.choices);
        for (const Batch& batch : store::batches(reader, chosen.product)) {
            BatchCard card = card_of(reader, batch, context.language(), context.now());
            (card.is_over ? page.over : page.open).push_back(std::move(card));
        }
        return page;
    });
}

Result<MyCodesPage> my_codes_page(Context& context) {
    const Id me = context.member().person;
    return context.read([&](db::Reader& reader) -> Result<MyCodesPage> {
        MyCodesPage page;
        for (const Code& code : of_holder(reader, me))
            page.codes.push_back(card_of(reader, code, me, context.language(), context.now()));
        for (const Code& code : given_by(reader, me))
            page.given.push_back(line_of(reader, code, me, context.language(), context.now()));
        return page;
    });
}

// Who earned it, who holds it, and staff.
Result<Code> visible_code(db::Reader& reader, const Context& context) {
    CANYU_TRY(const Id id, context.id("code"));
    auto code = store::find(reader, id);
    const web::Identity& me = context.member();
    if (!code) return not_found();
    const bool is_theirs = code->holder_id == me.person || code->earned_by == me.person;
    if (!is_theirs && me.role == web::Role::member) return not_found();
    return *std::move(code);
}

void add_way(db::Reader& reader, const Code& code, CodePage& page) {
    const people::Card earner = person_card(reader, code.earned_by);
    if (code.deed_id) page.deed_url = receipts::deed_url(earner.name, *code.deed_id);
    page.given_reason = code.reason;
    if (code.by_person) page.by = person_card(reader, *code.by_person);
    for (const store::StepRow& step : store::steps(reader, code.id))
        page.steps.push_back({step.step, person_card(reader, step.person_id), step.at});
}

Result<CodePage> code_page(Context& context, const FindUse& find_use, const GiftForm& form) {
    return context.read([&](db::Reader& reader) -> Result<CodePage> {
        CANYU_TRY(const Code code, visible_code(reader, context));
        CodePage page;
        const Id me = context.member().person;
        page.code = card_of(reader, code, me, context.language(), context.now());
        page.holder = person_card(reader, code.holder_id);
        page.is_mine = code.holder_id == me;
        page.may_give =
            page.is_mine && !code.given_at && works(code, context.now()) && code.bound_kind.empty();
        if (page.is_mine && code.offered_at) {
            page.gift_path = gift_path(batch_of(reader, code), code);
            page.gift_url = context.origin() + page.gift_path;
        }
        add_way(reader, code, page);
        if (code.state == CodeState::used) page.used_url = find_use(reader, {code.bound_kind, code.bound_id});
        page.typed_name = form.name;
        return page;
    });
}

Result<Done> give_to_friend(Context& context, const GiftForm& form) {
    CANYU_TRY(const Id code, context.id("code"));
    return context.act([&](db::Writer& writer) -> Result<Done> {
        if (auto done = give(writer, context.ids(), code, context.member().person, form.name, context.now());
            !done)
            return std::unexpected(std::move(done).error());
        return Done{"/me/f-codes", {"f_codes.said_given", {}}};
    });
}

}  // namespace

BatchCard card_of(db::Reader& reader, const Batch& batch, web::Language language, Time now) {
    const auto product = products::find(reader, batch.product_id);
    CANYU_CHECK(product.has_value());
    const store::Counts counts = store::counts(reader, batch.id, now);
    return {.batch_id = batch.id,
            .batch_name = batch.name,
            .product_name = products::name(*product, language),
            .reason = batch.reason,
            .deed = batch.deed,
            .by_deed = batch.deed != EarnedBy::by_hand,
            .every = batch.every,
            .units = batch.units,
            .per_person = batch.per_person,
            .days_valid = batch.days_valid,
            .since = batch.since,
            .until = batch.until,
            .is_over = batch.until <= now,
            .left_count = batch.units - counts.off_the_shelf,
            .working_count = counts.working,
            .used_count = counts.used,
            .ran_out_count = counts.ran_out};
}

CodeCard card_of(db::Reader& reader, const Code& code, Id reader_person, web::Language language, Time now) {
    const Batch batch = batch_of(reader, code);
    const auto product = products::find(reader, batch.product_id);
    CANYU_CHECK(product.has_value());
    CodeCard card{"/me/f-codes/" + to_string(code.id),
                  batch.name,
                  products::name(*product, language),
                  code.state,
                  "",
                  code.expires_at,
                  code.given_at.has_value(),
                  code.asked_at};
    const bool is_still_good = works(code, now);
    if (code.state == CodeState::back && !is_still_good) card.code_state = CodeState::expired;
    if (is_still_good && code.holder_id == reader_person) card.text = text_of(batch, code);
    return card;
}

CodeLine line_of(db::Reader& reader, const Code& code, Id reader_person, web::Language language, Time now) {
    CodeLine line{card_of(reader, code, reader_person, language, now), person_card(reader, code.earned_by),
                  std::nullopt};
    if (code.given_at) line.handed_to = person_card(reader, code.holder_id);
    return line;
}

std::string gift_path(const Batch& batch, const Code& code) {
    return "/f-codes/" + to_string(code.id) + "/gift/" + token_of(batch, code);
}

people::Card person_card(db::Reader& reader, Id person) {
    return people::card(people::find(reader, person).value());
}

void add_pages(web::Site& site, const allotments::Counter& counter, const FindUse& find_use) {
    site.get("/f-codes", Access::visitor, "f_codes/f_codes.html", [](Context& c) { return f_codes_page(c); },
             {.summary = "Which F-codes there are, what earns one, and what became of them", .cached = true});
    site.get("/me/f-codes", Access::member, "f_codes/my_codes.html",
             [](Context& c) { return my_codes_page(c); }, {.summary = "My F-codes, and those I gave away"});
    constexpr auto page = "f_codes/code.html";
    site.get("/me/f-codes/{code}", Access::member, page,
             [find_use](Context& c) { return code_page(c, find_use, {}); },
             {.summary = "An F-code and its way, for who earned it, who holds it, and staff"});
    site.post(
        "/me/f-codes/{code}/gift", Access::member,
        [](Context& c, const GiftForm& form) { return give_to_friend(c, form); }, page,
        [find_use](Context& c, const GiftForm& form) { return code_page(c, find_use, form); },
        {.summary = "Give it to a friend by name, once and for all", .per_minute = tries_per_minute});
    add_gift_pages(site);
    add_studio_pages(site, counter);
}

}  // namespace canyu::f_codes
