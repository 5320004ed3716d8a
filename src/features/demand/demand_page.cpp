// The page of one demand: where it stands, in whose words, why there, and what came of it.
#include <algorithm>

#include "features/demand/pages.hpp"
#include "features/demand/state.hpp"

namespace canyu::demand {
namespace {

constexpr std::int64_t quotes_shown = 5;
constexpr std::int64_t reasons_shown = 5;
constexpr std::int64_t posts_shown = 3;
constexpr std::size_t related_shown = 4;

using Authors = std::unordered_map<Id, people::Card>;

// When each stage was last reached, by its history.
std::optional<Time> reached(const Demand& demand, const std::vector<DemandChange>& changes, Stage stage) {
    if (stage == Stage::heard) return changes.empty() ? demand.created_at : changes.front().at;
    if (stage == Stage::surfaced) return demand.surfaced_at;
    const DemandAct act = enum_from_name<DemandAct>(enum_name(stage)).value();
    const auto last = std::ranges::find(changes.rbegin(), changes.rend(), act, &DemandChange::act);
    return last == changes.rend() ? std::nullopt : std::optional(last->at);
}

std::vector<DemandStep> steps_of(const Demand& demand, const std::vector<DemandChange>& changes) {
    const bool stopped = demand.standing != Standing::open;
    std::vector<DemandStep> steps;
    for (const EnumValue& value : shape_of<Stage>().values) {
        const auto stage = static_cast<Stage>(value.value);
        StepState state = stage < demand.stage ? StepState::done : StepState::next;
        if (stage == demand.stage) state = stopped ? StepState::stopped : StepState::now;
        if (stage == demand.stage && stage == Stage::works) state = StepState::done;
        const bool was_reached = stage <= demand.stage;
        steps.push_back({stage, state, was_reached ? reached(demand, changes, stage) : std::nullopt});
    }
    return steps;
}

std::optional<double> unless_one(double factor) {
    return factor == 1 ? std::nullopt : std::optional(factor);
}

RiseFacts facts_of(const Demand& demand, const Rise& rise) {
    const surfacing::Factors& f = rise.factors;
    const bool measured = demand.standing == Standing::open && demand.stage <= Stage::surfaced;
    return {.heard_people = f.people,
            .new_people = f.new_people,
            .held_people = f.held,
            .not_me_people = f.not_me,
            .severity = unless_one(f.severity),
            .breadth = unless_one(f.breadth),
            .agreement = unless_one(f.agreement),
            .burst = unless_one(f.burst),
            .counted = f.effective_people * f.trust,
            .trust = f.trust,
            .recency = f.recency,
            .velocity = f.velocity,
            .buoyancy = f.buoyancy,
            .level = rise.level,
            .capacity = rise.capacity,
            .quiet_days = demand.above_water ? rise.quiet_days : std::nullopt,
            .floats = demand.above_water,
            .measured = measured,
            .half_life_days =
                std::chrono::floor<std::chrono::days>(surfacing::BuoyancyOptions{}.half_life).count(),
            .least_trust = moderation::least_trust};
}

void add_my_part(db::Reader& reader, const Demand& demand, const web::Identity* person, DemandPage& page) {
    if (!person) return;
    const std::vector<report::Said> said = report::said_for(reader, demand.id);
    page.i_reported = std::ranges::find(said, person->person, &report::Said::person) != said.end();
    const auto supports = store::standing_supports(reader, demand.id, person->person);
    page.i_support = !supports.empty();
    page.i_say_not_me = store::says_not_me(reader, demand.id, person->person);
    for (const store::Support& support : supports)
        if (!support.why.empty()) page.my_why = support.why;
    if (const auto verdict = store::verdict(reader, demand.id, person->person))
        if (demand.shipped_at && verdict->said_at >= *demand.shipped_at)
            page.my_answer = verdict->works ? WorksAnswer::yes : WorksAnswer::no;
}

std::vector<DemandReason> reasons_of(db::Reader& reader, Id demand) {
    const std::vector<store::Support> supports = store::reasons(reader, demand, reasons_shown);
    std::vector<Id> people;
    for (const store::Support& support : supports) people.push_back(support.person_id);
    const Authors authors = people::cards(reader, people);
    std::vector<DemandReason> reasons;
    for (const store::Support& support : supports)
        reasons.push_back({support.why, language_of(support.why), author_card(authors, support.person_id),
                           support.said_at});
    return reasons;
}

// Newest first, as they are shown.
std::vector<DemandChangeLine> history_lines(db::Reader& reader, const std::vector<DemandChange>& changes) {
    std::vector<Id> people;
    for (const DemandChange& change : changes)
        if (change.person_id) people.push_back(*change.person_id);
    const Authors authors = people::cards(reader, people);
    std::vector<DemandChangeLine> lines;
    for (auto change = changes.rbegin(); change != changes.rend(); ++change) {
        DemandChangeLine line{change->at, change->act, std::nullopt, change->reason, std::nullopt};
        if (change->person_id) line.by = author_card(authors, *change->person_id);
        if (change->other_id) line.other = card(reader, *change->other_id);
        lines.push_back(std::move(line));
    }
    return lines;
}

std::optional<DemandDecision> decision_of(db::Reader& reader, const Demand& demand) {
    if (demand.standing == Standing::open || demand.standing == Standing::merged) return std::nullopt;
    DemandDecision decision{demand.standing, demand.reason, demand.alternative, std::nullopt};
    if (demand.into) decision.elsewhere = card(reader, *demand.into);
    return decision;
}

DemandPage page_of(web::Context& context, db::Reader& reader, const Demands& demands, const Addressed& at) {
    const Demand& demand = at.demand;
    const std::vector<DemandChange> changes = history(reader, demand.id);
    const Verdicts said = verdicts(reader, demand);
    DemandPage page;
    page.product = at.product.slug;
    page.product_name = products::name(at.product, context.language());
    page.demand = card(reader, demand.id);
    page.report_count = demand.reports;
    page.steps = steps_of(demand, changes);
    page.decision = decision_of(reader, demand);
    for (auto& [id, maker] : demands.makers(reader, {demand.id}, context.language()))
        page.maker = std::move(maker);
    add_my_part(reader, demand, context.person(), page);
    page.people_url = page.demand.url + "/people";
    page.rise = facts_of(demand, demands.rise_of(reader, demand, context.now()));
    page.quotes = quotes_of(reader, report::of_demand(reader, demand.id, 0, quotes_shown));
    page.reasons = reasons_of(reader, demand.id);
    if (const auto founder = people::find(reader, demand.founder)) page.founder = people::card(*founder);
    page.is_out = demand.stage >= Stage::shipped;
    page.works_count = said.works;
    page.broken_count = said.does_not;
    page.history = history_lines(reader, changes);
    page.related = demands.related(reader, demand.id, related_shown);
    page.talk = forum::talk_under(reader, "demand", demand.id, posts_shown);
    return page;
}

}  // namespace

Result<web::OrMoved<DemandPage>> demand_page(web::Context& context, const Demands& demands) {
    return context.read([&](db::Reader& reader) -> Result<web::OrMoved<DemandPage>> {
        CANYU_TRY(const Addressed at, addressed(context, reader));
        if (at.demand.standing != Standing::merged) return page_of(context, reader, demands, at);
        const Demand root = root_of(reader, at.demand);
        return web::Done{url(at.product, root.number), {"demand.was_merged", {{"title", at.demand.title}}}};
    });
}

Result<DemandPage> demand_page_again(web::Context& context, const Demands& demands,
                                     const TypedOnDemand& typed) {
    return context.read([&](db::Reader& reader) -> Result<DemandPage> {
        CANYU_TRY(Addressed at, addressed(context, reader));
        at.demand = root_of(reader, at.demand);
        DemandPage page = page_of(context, reader, demands, at);
        page.why = typed.why;
        page.words = typed.words;
        page.markdown = typed.markdown;
        return page;
    });
}

}  // namespace canyu::demand
