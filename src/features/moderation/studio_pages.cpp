// The staff's one queue: what is held, flagged and appealed.
#include "features/moderation/forms.hpp"
#include "features/moderation/pages.hpp"

namespace canyu::moderation {
namespace {

using web::Access;
using web::Context;
using web::Done;

constexpr std::int64_t waiting_shown = 20;
constexpr std::int64_t decided_shown = 10;

// What was typed into the forms of one case and refused.
struct Typed {
    std::string reason;
    std::string answer;
};

StudioReviewPage review_page(Context& context, const Kinds& kinds) {
    return context.read([&](db::Reader& reader) {
        std::vector<Id> appealed;
        for (const store::Appeal& appeal : store::open_appeals(reader, waiting_shown))
            appealed.push_back(appeal.case_id);
        StudioReviewPage page;
        page.waiting_count = count_waiting(reader);
        page.waiting = studio_cases(reader, context, kinds, store::waiting(reader, waiting_shown));
        page.appeals = studio_cases(reader, context, kinds, store::find(reader, appealed));
        page.decided = studio_cases(reader, context, kinds, store::decided(reader, decided_shown));
        return page;
    });
}

Result<StudioCasePage> case_page(Context& context, const Kinds& kinds, const Typed& typed) {
    CANYU_TRY(const Id id, context.id("case"));
    return context.read([&](db::Reader& reader) -> Result<StudioCasePage> {
        const auto one = store::find(reader, id);
        if (!one) return not_found();
        StudioCasePage page{studio_cases(reader, context, kinds, {*one}),
                            public_lines(reader, context, kinds, store::lines_of(reader, id))};
        StudioCase& review = page.review.front();
        review.prefix.clear();
        review.typed_reason = typed.reason;
        review.typed_answer = typed.answer;
        return page;
    });
}

const char* said(Verdict verdict) {
    switch (verdict) {
        case Verdict::approve:
            return "moderation.said_approved";
        case Verdict::approve_and_trust:
            return "moderation.said_trusted";
        case Verdict::decline:
            return "moderation.said_declined";
        case Verdict::decline_and_block:
            break;
    }
    return "moderation.said_blocked";
}

// Runs one act on the case of the address and leads back to the queue.
template <class Act>
Result<Done> act(Context& context, const Kinds& kinds, const char* said, Act what) {
    CANYU_TRY(const Id review, context.id("case"));
    return context.act([&](db::Writer& writer) -> Result<Done> {
        if (auto done = what(writer, acting(context, kinds), review); !done)
            return std::unexpected(std::move(done).error());
        return Done{"/studio/review", {said, {}}};
    });
}

Result<Done> post_decision(Context& context, const Kinds& kinds, const DecisionForm& form) {
    const Decision decision{form.verdict, form.reason, form.days.value_or(Decision{}.days)};
    return act(context, kinds, said(form.verdict), [&](db::Writer& writer, const Acting& acting, Id review) {
        return decide(writer, acting, review, decision);
    });
}

Result<Done> post_answer(Context& context, const Kinds& kinds, const AnswerForm& form) {
    const bool granted = form.outcome == AppealAnswer::grant;
    const char* said = granted ? "moderation.said_appeal_granted" : "moderation.said_appeal_refused";
    return act(context, kinds, said, [&](db::Writer& writer, const Acting& acting, Id review) {
        return answer_appeal(writer, acting, review, granted, form.answer);
    });
}

}  // namespace

void add_studio_pages(web::Site& site, const Kinds& kinds) {
    site.count_review_by(count_waiting);
    constexpr const char* page_name = "moderation/studio_case.html";
    site.get("/studio/review", Access::staff, "moderation/studio_review.html",
             [&kinds](Context& c) { return review_page(c, kinds); },
             {.summary = "What is held, flagged and appealed, the one that waits longest first"});
    site.get("/studio/review/{case}", Access::staff, page_name,
             [&kinds](Context& c) { return case_page(c, kinds, {}); },
             {.summary = "One case with what was done about it"});
    site.post(
        "/studio/review/{case}/decision", Access::staff,
        [&kinds](Context& c, const DecisionForm& form) { return post_decision(c, kinds, form); }, page_name,
        [&kinds](Context& c, const DecisionForm& form) { return case_page(c, kinds, {form.reason, ""}); },
        {.summary = "Approve, approve and trust, decline, or decline and block"});
    site.del("/studio/review/{case}/decision", Access::staff,
             [&kinds](Context& c) {
                 return act(c, kinds, "moderation.said_undone",
                            [](db::Writer& writer, const Acting& acting, Id review) {
                                return undo(writer, acting, review);
                            });
             },
             {.summary = "Undo a decision: the case waits again"});
    site.post(
        "/studio/review/{case}/answer", Access::staff,
        [&kinds](Context& c, const AnswerForm& form) { return post_answer(c, kinds, form); }, page_name,
        [&kinds](Context& c, const AnswerForm& form) { return case_page(c, kinds, {"", form.answer}); },
        {.summary = "Answer an appeal, in public"});
}

void add_pages(web::Site& site, const Kinds& kinds) {
    add_public_pages(site, kinds);
    add_own_pages(site, kinds);
    add_studio_pages(site, kinds);
}

}  // namespace canyu::moderation
