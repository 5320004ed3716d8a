#include "features/known_issues/known_issues.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <unordered_set>

#include "base/text.hpp"
#include "features/known_issues/store.hpp"
#include "features/notices/notices.hpp"
#include "features/participation/participation.hpp"
#include "platform/audit/audit.hpp"
#include "platform/web/checks.hpp"

namespace canyu::known_issues {
namespace {

Result<Issue> get(db::Reader& reader, Id id) {
    auto issue = store::find(reader, id);
    if (!issue) return not_found();
    return *std::move(issue);
}

Result<void> check(db::Reader& reader, Id product, const Said& said) {
    web::Checks checks;
    checks.length("sentence", clean_line(said.sentence), 4, 200);
    checks.length("workaround", clean_line(said.workaround), 0, 500);
    const auto runs = [&](std::optional<std::int64_t> number) {
        return !number || release::find(reader, product, *number);
    };
    const bool is_fixed = said.state == IssueState::fixed;
    checks.that(runs(said.found_in), "found_in", "known_issues.no_such_bus");
    checks.that(runs(said.fixed_in), "fixed_in", "known_issues.no_such_bus");
    checks.that(!is_fixed || said.fixed_in, "fixed_in", "known_issues.which_bus");
    checks.that(is_fixed || !said.fixed_in, "fixed_in", "known_issues.not_fixed");
    checks.that(!said.fixed_in || !said.found_in || *said.found_in <= *said.fixed_in, "fixed_in",
                "known_issues.fixed_before_found");
    if (said.state == IssueState::will_not) checks.length("reason", trim(said.reason), 4, 1000);
    return checks.result();
}

// Takes over what was said, and links its demands.
Result<Issue> take(db::Writer& writer, Issue issue, const Said& said, Time now) {
    if (auto checked = check(writer, issue.product_id, said); !checked)
        return std::unexpected(std::move(checked).error());
    CANYU_TRY(const std::vector<Id> demands, demand::numbered(writer, issue.product_id, said.demands));
    const bool is_open = said.state == IssueState::open;
    issue.sentence = clean_line(said.sentence);
    issue.workaround = clean_line(said.workaround);
    issue.found_in = said.found_in;
    issue.fixed_in = said.fixed_in;
    issue.state = said.state;
    issue.holds = said.holds;
    issue.reason = said.state == IssueState::will_not ? std::string(trim(said.reason)) : "";
    issue.closed_at = is_open ? std::nullopt : std::optional(issue.closed_at.value_or(now));
    store::set_demands(writer, issue.id, demands);
    return issue;
}

const char* act_of(IssueState before, IssueState after) {
    if (before == after) return "known_issues.act_changed";
    return after == IssueState::open    ? "known_issues.act_reopened"
           : after == IssueState::fixed ? "known_issues.act_fixed"
                                        : "known_issues.act_will_not";
}

void record(db::Writer& writer, const Acting& acting, const char* act, const Issue& issue) {
    audit::record(writer, acting.ids, acting.by, act, {"issue", issue.id}, issue.reason, acting.now);
}

void tell_affected(db::Writer& writer, const Acting& acting, const Issue& issue) {
    std::vector<Id> people = affected(writer, issue.id);
    std::erase(people, acting.by);
    const char* key =
        issue.state == IssueState::fixed ? "known_issues.told_fixed" : "known_issues.told_will_not";
    notices::tell(writer, acting.ids,
                  {notices::Kind::receipt,
                   fmt::format("issue:{}", to_string(issue.id)),
                   url(writer, issue),
                   {key, {{"sentence", issue.sentence}}},
                   {"known_issues.told_because", {}}},
                  std::move(people), acting.now);
}

participation::Deed hit_of(const Issue& issue, Id person) {
    return {person,  issue.product_id, "product", participation::Verb::hit, participation::Object::issue,
            issue.id};
}

bool is_in_it(const Issue& issue, const release::Bus& bus) {
    return !issue.fixed_in || *issue.fixed_in > bus.number;
}

}  // namespace

Result<Issue> open(db::Writer& writer, const Acting& acting, Id product, const Said& said) {
    if (!products::find(writer, product)) return not_found();
    Issue issue{
        .id = acting.ids.next(), .product_id = product, .opened_at = acting.now, .opened_by = acting.by};
    Said opening = said;
    opening.state = IssueState::open;
    CANYU_TRY(issue, take(writer, issue, opening, acting.now));
    issue.number = products::next_number(writer, product, "issue");
    store::insert(writer, issue);
    record(writer, acting, "known_issues.act_opened", issue);
    return issue;
}

Result<void> change(db::Writer& writer, const Acting& acting, Id id, const Said& said) {
    CANYU_TRY(const Issue before, get(writer, id));
    CANYU_TRY(const Issue after, take(writer, before, said, acting.now));
    store::update(writer, after);
    record(writer, acting, act_of(before.state, after.state), after);
    if (before.state == IssueState::open && after.state != IssueState::open)
        tell_affected(writer, acting, after);
    return {};
}

Result<void> hit(db::Writer& writer, IdSource& ids, Id id, Id person, Time now) {
    CANYU_TRY(const Issue issue, get(writer, id));
    if (issue.state != IssueState::open) return refuse(409, "known_issues.closed");
    if (store::insert_hit(writer, id, person, now))
        participation::record(writer, ids, hit_of(issue, person), now);
    return {};
}

Result<void> unhit(db::Writer& writer, IdSource& ids, Id id, Id person, Time now) {
    CANYU_TRY(const Issue issue, get(writer, id));
    if (store::remove_hit(writer, id, person))
        participation::reverse(writer, ids, hit_of(issue, person), now);
    return {};
}

std::optional<Issue> find(db::Reader& reader, Id issue) {
    return store::find(reader, issue);
}
std::optional<Issue> find(db::Reader& reader, Id product, std::int64_t number) {
    return store::find(reader, product, number);
}

std::string url(db::Reader& reader, const Issue& issue) {
    const auto product = products::find(reader, issue.product_id);
    CANYU_CHECK(product.has_value());
    return fmt::format("/issues/{}/{}", product->slug, issue.number);
}

std::vector<Id> demands_of(db::Reader& reader, Id issue) {
    std::vector<Id> roots;
    for (const Id id : store::demands(reader, issue)) {
        const auto demand = demand::find(reader, id);
        CANYU_CHECK(demand.has_value());
        const Id root = demand::root_of(reader, *demand).id;
        if (std::ranges::find(roots, root) == roots.end()) roots.push_back(root);
    }
    return roots;
}

std::vector<Id> affected(db::Reader& reader, Id issue) {
    std::vector<Id> people;
    std::unordered_set<Id> known;
    const auto add = [&](const std::vector<Id>& some) {
        for (const Id person : some)
            if (known.insert(person).second) people.push_back(person);
    };
    for (const Id demand : demands_of(reader, issue)) add(demand::people_of(reader, demand));
    add(store::hits(reader, issue));
    return people;
}

std::vector<Issue> of_bus(db::Reader& reader, const release::Bus& bus) {
    std::vector<Issue> issues = store::in_bus(reader, bus.product_id, bus.number);
    std::ranges::stable_partition(issues, [&](const Issue& issue) { return is_in_it(issue, bus); });
    return issues;
}

std::vector<Issue> holding(db::Reader& reader, const release::Bus& bus) {
    std::vector<Issue> issues = store::in_bus(reader, bus.product_id, bus.number);
    std::erase_if(issues, [](const Issue& issue) { return !issue.holds || issue.state != IssueState::open; });
    return issues;
}

std::vector<release::IssueNote> notes(db::Reader& reader, const release::Bus& bus) {
    std::vector<release::IssueNote> notes;
    for (const Issue& issue : of_bus(reader, bus))
        notes.push_back({issue.sentence, issue.workaround, url(reader, issue),
                         static_cast<std::int64_t>(affected(reader, issue.id).size()), is_in_it(issue, bus)});
    return notes;
}

}  // namespace canyu::known_issues
