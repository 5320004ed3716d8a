// The staff's side of known issues: opening one, changing its words, and closing it.
#include "features/known_issues/showing.hpp"
#include "features/known_issues/store.hpp"
#include "platform/web/site.hpp"

namespace canyu::known_issues {
namespace {

using web::Access;
using web::Context;
using web::Done;

IssueForm opened_by(const OpeningForm& form) {
    return {form.sentence, form.workaround,  form.demands, form.found_in,
            form.holds,    IssueState::open, std::nullopt, ""};
}

Said said_in(const IssueForm& form) {
    return {form.sentence, form.workaround, form.found_in, form.fixed_in,
            form.state,    form.holds,      form.reason,   form.demands};
}

IssueFields fields_of(const IssueForm& form) {
    return {form.sentence, form.workaround, form.demands,  form.found_in,
            form.holds,    form.state,      form.fixed_in, form.reason};
}

IssueFields fields_of(db::Reader& reader, const Issue& issue) {
    std::string demands;
    for (const demand::DemandCard& card : demand::cards(reader, demands_of(reader, issue.id)))
        demands += (demands.empty() ? "" : ", ") + std::to_string(card.number);
    return {issue.sentence, issue.workaround, demands,        issue.found_in,
            issue.holds,    issue.state,      issue.fixed_in, issue.reason};
}

Result<StudioIssuesPage> issues_page(Context& context, const OpeningForm& form) {
    return context.read([&](db::Reader& reader) -> Result<StudioIssuesPage> {
        StudioIssuesPage page;
        page.open = cards_of(reader, store::in_state(reader, Id{}, IssueState::open), context.language());
        page.closed = cards_of(reader, store::closed(reader, Id{}, closed_shown), context.language());
        page.products = products::options(reader, context.language(), form.product);
        page.fields = fields_of(opened_by(form));
        return page;
    });
}

Result<Done> open_issue(Context& context, const OpeningForm& form) {
    return context.act([&](db::Writer& writer) -> Result<Done> {
        const auto product = products::find(writer, std::string_view(form.product));
        if (!product) return not_found();
        CANYU_TRY(const Issue issue,
                  open(writer, squads::acting(context), product->id, said_in(opened_by(form))));
        return Done{url(writer, issue), {"known_issues.said_opened", {}}};
    });
}

Result<StudioIssuePage> issue_page(Context& context, const IssueForm* typed) {
    CANYU_TRY(const Id id, context.id("issue"));
    return context.read([&](db::Reader& reader) -> Result<StudioIssuePage> {
        const auto issue = store::find(reader, id);
        if (!issue) return not_found();
        return StudioIssuePage{card_of(reader, *issue, context.language()),
                               typed ? fields_of(*typed) : fields_of(reader, *issue)};
    });
}

Result<Done> change_issue(Context& context, const IssueForm& form) {
    CANYU_TRY(const Id id, context.id("issue"));
    return context.act([&](db::Writer& writer) -> Result<Done> {
        if (auto done = change(writer, squads::acting(context), id, said_in(form)); !done)
            return std::unexpected(std::move(done).error());
        return Done{url(writer, store::find(writer, id).value()), {"known_issues.said_changed", {}}};
    });
}

}  // namespace

void add_studio_issues(web::Site& site) {
    site.form(
        "/studio/issues", Access::staff, "known_issues/studio_issues.html",
        [](Context& c, const OpeningForm& form) { return issues_page(c, form); },
        [](Context& c, const OpeningForm& form) { return open_issue(c, form); },
        {.summary = "The known issues, and saying that there is one"});
    constexpr auto page = "known_issues/studio_issue.html";
    site.get("/studio/issues/{issue}", Access::staff, page, [](Context& c) { return issue_page(c, nullptr); },
             {.summary = "A known issue as it is kept"});
    site.post(
        "/studio/issues/{issue}", Access::staff,
        [](Context& c, const IssueForm& form) { return change_issue(c, form); }, page,
        [](Context& c, const IssueForm& form) { return issue_page(c, &form); },
        {.summary = "Say it better, or say that it is fixed or will not be"});
}

}  // namespace canyu::known_issues
