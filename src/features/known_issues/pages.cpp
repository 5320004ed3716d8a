// The public pages of known issues: the list, one of them, and "it hits me too".
#include <algorithm>

#include "features/known_issues/showing.hpp"
#include "features/known_issues/store.hpp"
#include "platform/web/site.hpp"

namespace canyu::known_issues {
namespace {

using web::Access;
using web::Context;
using web::Done;

constexpr std::size_t people_named = 24;

Result<IssuesPage> issues_page(Context& context) {
    return context.read([&](db::Reader& reader) -> Result<IssuesPage> {
        CANYU_TRY(products::Chosen chosen, products::choose(reader, context, "/issues"));
        return IssuesPage{
            std::move(chosen.choices),
            cards_of(reader, store::in_state(reader, chosen.product, IssueState::open), context.language()),
            cards_of(reader, store::closed(reader, chosen.product, closed_shown), context.language())};
    });
}

Result<Issue> issue_of(db::Reader& reader, const Context& context) {
    CANYU_TRY(const std::int64_t number, context.number("number"));
    const auto product = products::find(reader, std::string_view(context.parameter("product")));
    if (!product) return not_found();
    auto issue = store::find(reader, product->id, number);
    if (!issue) return not_found();
    return *std::move(issue);
}

void add_people(db::Reader& reader, Id issue, const web::Identity* person, IssuePage& page) {
    std::vector<Id> hits = store::hits(reader, issue);
    page.hit_count = static_cast<std::int64_t>(hits.size());
    if (person) {
        page.i_hit = std::ranges::find(hits, person->person) != hits.end();
        for (const demand::DemandCard& card : page.demands) {
            const std::vector<Id> people = demand::people_of(reader, card.id);
            page.i_asked = page.i_asked || std::ranges::find(people, person->person) != people.end();
        }
    }
    if (hits.size() > people_named) hits.resize(people_named);
    const auto cards = people::cards(reader, hits);
    for (const Id id : hits)
        if (const auto card = cards.find(id); card != cards.end()) page.hits.push_back(card->second);
}

Result<IssuePage> issue_page(Context& context) {
    return context.read([&](db::Reader& reader) -> Result<IssuePage> {
        CANYU_TRY(const Issue issue, issue_of(reader, context));
        IssuePage page;
        page.issue = card_of(reader, issue, context.language());
        page.demands = demand::cards(reader, demands_of(reader, issue.id));
        add_people(reader, issue.id, context.person(), page);
        return page;
    });
}

// Says or takes back that it hits the one who asks.
template <class Act>
Result<Done> act(Context& context, const char* said, Act what) {
    return context.act([&](db::Writer& writer) -> Result<Done> {
        CANYU_TRY(const Issue issue, issue_of(writer, context));
        if (auto done = what(writer, context.ids(), issue.id, context.member().person, context.now()); !done)
            return std::unexpected(std::move(done).error());
        return Done{url(writer, issue), {said, {}}};
    });
}

}  // namespace

IssueCard card_of(db::Reader& reader, const Issue& issue, web::Language language) {
    const auto product = products::find(reader, issue.product_id);
    CANYU_CHECK(product.has_value());
    return {issue.number,
            url(reader, issue),
            products::name(*product, language),
            issue.sentence,
            issue.workaround,
            issue.state,
            issue.holds,
            issue.found_in,
            issue.fixed_in,
            "/releases/" + product->slug,
            issue.reason,
            static_cast<std::int64_t>(affected(reader, issue.id).size()),
            issue.opened_at,
            issue.closed_at,
            "/studio/issues/" + to_string(issue.id)};
}

std::vector<IssueCard> cards_of(db::Reader& reader, const std::vector<Issue>& issues,
                                web::Language language) {
    std::vector<IssueCard> cards;
    for (const Issue& issue : issues) cards.push_back(card_of(reader, issue, language));
    return cards;
}

void add_pages(web::Site& site) {
    site.get(
        "/issues", Access::visitor, "known_issues/issues.html", [](Context& c) { return issues_page(c); },
        {.summary = "What is known to be wrong, what to do meanwhile, and whom it hits", .cached = true});
    site.get("/issues/{product}/{number}", Access::visitor, "known_issues/issue.html",
             [](Context& c) { return issue_page(c); }, {.summary = "A known issue, and whom it hits"});
    site.post("/issues/{product}/{number}/hits", Access::member,
              [](Context& c) { return act(c, "known_issues.said_hit", hit); }, {.summary = "It hits me too"});
    site.del("/issues/{product}/{number}/hits", Access::member,
             [](Context& c) { return act(c, "known_issues.said_unhit", unhit); },
             {.summary = "It does not hit me after all"});
    add_studio_issues(site);
}

}  // namespace canyu::known_issues
