// One demand for staff: its reports, what was decided about it, and everything that happened to it.
#include <algorithm>

#include "features/demand/state.hpp"
#include "features/demand/studio.hpp"
#include "features/demand/studio_parts.hpp"
#include "platform/audit/audit.hpp"
#include "platform/web/site.hpp"

namespace canyu::demand {
namespace {

using web::Access;
using web::Context;
using web::Done;

constexpr auto page_template = "demand/studio_demand.html";
constexpr std::int64_t reports_a_page = 30;
constexpr std::int64_t most_deeds = 50;

std::optional<people::Card> card_of(const std::unordered_map<Id, people::Card>& people,
                                    std::optional<Id> person) {
    const auto found = person ? people.find(*person) : people.end();
    return found == people.end() ? std::nullopt : std::optional(found->second);
}

std::optional<DemandCard> demand_card(db::Reader& reader, std::optional<Id> demand) {
    if (!demand) return std::nullopt;
    std::vector<DemandCard> found = cards(reader, {*demand});
    return found.empty() ? std::nullopt : std::optional(std::move(found.front()));
}

// Newest first.
std::vector<StudioChange> changes_of(db::Reader& reader, Id demand) {
    const std::vector<DemandChange> changes = history(reader, demand);
    std::vector<Id> who;
    for (const DemandChange& change : changes)
        if (change.person_id) who.push_back(*change.person_id);
    const auto people = people::cards(reader, who);
    std::vector<StudioChange> views;
    for (const DemandChange& change : changes)
        views.push_back({change.at, card_of(people, change.person_id), change.act, change.reason,
                         demand_card(reader, change.other_id)});
    std::ranges::reverse(views);
    return views;
}

std::vector<StudioAudit> deeds_of(Context& c, db::Reader& reader, Id demand) {
    const auto entries = audit::list_of(reader, {"demand", demand}, most_deeds);
    std::vector<Id> who;
    for (const audit::Entry& entry : entries) who.push_back(entry.person_id);
    const auto people = people::cards(reader, who);
    std::vector<StudioAudit> views;
    for (const audit::Entry& entry : entries)
        views.push_back({entry.at, card_of(people, entry.person_id), c.say({entry.act, {}}), entry.detail});
    return views;
}

void show_reports(Context& c, db::Reader& reader, StudioDemandPage& page) {
    page.report_count = report::count_of_demand(reader, page.demand_id);
    page.pagination = web::paginate(c.query(), c.page(), page.report_count, reports_a_page);
    const std::int64_t skipped = page.pagination ? (page.pagination->page - 1) * reports_a_page : 0;
    const auto reports = report::of_demand(reader, page.demand_id, skipped, reports_a_page);
    for (StudioReport& said : report_views(reader, reports, c.language())) {
        const Id id = said.report_id;
        page.rows.push_back({std::move(said), id, false});
    }
}

Result<StudioDemandPage> demand_page(Context& c, const Demands& demands) {
    CANYU_TRY(const Id id, c.id("demand"));
    return c.read([&](db::Reader& reader) -> Result<StudioDemandPage> {
        CANYU_TRY(const Demand demand, get(reader, id));
        const auto product = products::find(reader, demand.product_id);
        StudioDemandPage page;
        page.demand_id = id;
        page.number = demand.number;
        page.shown_title = page.title = demand.title;
        page.public_url = url(*product, demand.number);
        page.product_name = products::name(*product, c.language());
        page.product_slug = product->slug;
        page.stage = demand.stage;
        page.standing = demand.standing;
        page.stands_alone = demand.standing != Standing::merged;
        page.into = demand_card(reader, demand.into);
        page.public_reason = demand.reason;
        page.public_alternative = demand.alternative;
        page.why = why_view(reader, demands, demand, c.now());
        show_reports(c, reader, page);
        page.taken_in = cards(reader, store::merged_into(reader, id));
        page.changes = changes_of(reader, id);
        page.deeds = deeds_of(c, reader, id);
        return page;
    });
}

Result<Done> rename(Context& c, Demands& demands, const StudioTitleForm& form) {
    CANYU_TRY(const Id demand, c.id("demand"));
    return c.act([&](db::Writer& writer) -> Result<Done> {
        if (auto done = demands.rename(writer, demand, form.title, c.member().person, c.now()); !done)
            return std::unexpected(std::move(done).error());
        return Done{studio_url(demand), {"demand.said_renamed", {}}};
    });
}

// The page has two fields for a title, so each has a name of its own.
Problem of_the_split(Problem problem) {
    for (FieldProblem& field : problem.fields)
        if (field.field == "title") field.field = "split_title";
    return problem;
}

Result<Done> split(Context& c, Demands& demands, const StudioSplitForm& form) {
    CANYU_TRY(const Id demand, c.id("demand"));
    return c.act([&](db::Writer& writer) -> Result<Done> {
        if (form.reports.empty()) return wrong_field("reports", "demand.split_nothing");
        auto made = demands.split(writer, demand, form.reports, form.split_title, c.member().person, c.now());
        if (!made) return std::unexpected(of_the_split(std::move(made).error()));
        CANYU_TRY(const Demand found, get(writer, *made));
        return Done{studio_url(*made), {"demand.said_split", {{"title", found.title}}}};
    });
}

const char* said_of(Standing standing) {
    switch (standing) {
        case Standing::declined:
            return "demand.said_declined";
        case Standing::deferred:
            return "demand.said_deferred";
        case Standing::redirected:
            return "demand.said_redirected";
        default:
            return "demand.said_opened";
    }
}

Result<Done> decide(Context& c, Demands& demands, const StudioDecisionForm& form) {
    CANYU_TRY(const Id id, c.id("demand"));
    return c.act([&](db::Writer& writer) -> Result<Done> {
        CANYU_TRY(const Demand demand, get(writer, id));
        std::optional<Id> into;
        if (form.standing == Standing::redirected && form.other_number) {
            CANYU_TRY(const Demand other, named_demand(writer, demand.product_id, std::nullopt,
                                                       form.other_number, "other_number"));
            into = other.id;
        }
        if (auto done = demands.decide(writer, id, form.standing, form.reason, form.alternative, into,
                                       c.member().person, c.now());
            !done)
            return std::unexpected(std::move(done).error());
        return Done{studio_url(id), {said_of(form.standing), {}}};
    });
}

void add_changes_of_shape(web::Site& site, Demands& demands) {
    site.post(
        "/studio/demands/{demand}/title", Access::staff,
        [&demands](Context& c, const StudioTitleForm& form) { return rename(c, demands, form); },
        page_template,
        [&demands](Context& c, const StudioTitleForm& form) -> Result<StudioDemandPage> {
            CANYU_TRY(StudioDemandPage page, demand_page(c, demands));
            page.title = form.title;
            return page;
        },
        {.summary = "Rename a demand"});
    site.post(
        "/studio/demands/{demand}/split", Access::staff,
        [&demands](Context& c, const StudioSplitForm& form) { return split(c, demands, form); },
        page_template,
        [&demands](Context& c, const StudioSplitForm& form) -> Result<StudioDemandPage> {
            CANYU_TRY(StudioDemandPage page, demand_page(c, demands));
            page.split_title = form.split_title;
            for (StudioRow& row : page.rows) row.chosen = std::ranges::count(form.reports, row.row_id) > 0;
            return page;
        },
        {.summary = "Take reports out of a demand into a new one"});
}

}  // namespace

void add_studio_demand(web::Site& site, Demands& demands) {
    site.get("/studio/demands/{demand}", Access::staff, page_template,
             [&demands](Context& c) { return demand_page(c, demands); },
             {.summary = "One demand for staff: reports, decisions, history and who did what"});
    add_changes_of_shape(site, demands);
    site.post(
        "/studio/demands/{demand}/decision", Access::staff,
        [&demands](Context& c, const StudioDecisionForm& form) { return decide(c, demands, form); },
        page_template,
        [&demands](Context& c, const StudioDecisionForm& form) -> Result<StudioDemandPage> {
            CANYU_TRY(StudioDemandPage page, demand_page(c, demands));
            page.choice = form.standing;
            page.reason = form.reason;
            page.alternative = form.alternative;
            page.other_number = form.other_number;
            return page;
        },
        {.summary = "Decline, defer or redirect a demand in public, or open it again"});
}

}  // namespace canyu::demand
