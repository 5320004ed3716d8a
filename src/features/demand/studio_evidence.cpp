// What two demands say side by side before one is merged into the other.
#include <charconv>

#include "features/demand/state.hpp"
#include "features/demand/studio.hpp"
#include "features/demand/studio_parts.hpp"
#include "platform/web/site.hpp"

namespace canyu::demand {
namespace {

using web::Access;
using web::Context;
using web::Done;

constexpr std::int64_t quotes_a_demand = 3;
constexpr std::size_t most_candidates = 6;

StudioEvidence evidence_of(db::Reader& reader, const Demand& demand) {
    StudioEvidence evidence{.evidence_id = demand.id,
                            .evidence_number = demand.number,
                            .evidence_title = demand.title,
                            .stage = demand.stage,
                            .standing = demand.standing,
                            .people = demand.people,
                            .last_said_at = demand.last_said_at};
    const auto reports = report::of_demand(reader, demand.id, 0, quotes_a_demand);
    std::vector<Id> authors;
    for (const report::Report& report : reports) authors.push_back(report.person_id);
    const auto people = people::cards(reader, authors);
    for (const report::Report& report : reports) {
        const auto parts = report::form_parts(report.fields);
        const auto who = people.find(report.person_id);
        evidence.quotes.push_back({who == people.end() ? people::Card{} : who->second,
                                   std::string(report::quote(report, parts)), report.lang, report.said_at});
    }
    return evidence;
}

// "214" and "#214".
std::optional<std::int64_t> as_number(std::string_view words) {
    if (words.starts_with('#')) words.remove_prefix(1);
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(words.data(), words.data() + words.size(), number);
    if (error != std::errc{} || end != words.data() + words.size()) return std::nullopt;
    return number;
}

// Demands it may be merged into: of these words, or of what was said for the demand itself.
std::vector<StudioEvidence> candidates(db::Reader& reader, const Demands& demands, const Demand& mine,
                                       const std::string& words) {
    const auto newest = report::of_demand(reader, mine.id, 0, 1);
    const std::string body = newest.empty() ? "" : report::body(newest.front());
    const auto suggestions =
        words.empty() ? demands.suggest(reader, mine.product_id, mine.title, body, most_candidates, mine.id)
                      : demands.suggest(reader, mine.product_id, "", words, most_candidates, mine.id);
    std::vector<StudioEvidence> found;
    for (const Suggestion& one : suggestions) {
        StudioEvidence& evidence =
            found.emplace_back(evidence_of(reader, *store::find(reader, one.demand.id)));
        evidence.probability = one.probability;
        evidence.likeness = likeness_of(one.probability);
    }
    return found;
}

Result<StudioMergePage> merge_page(Context& c, const Demands& demands, const std::string& words) {
    CANYU_TRY(const Id id, c.id("demand"));
    return c.read([&](db::Reader& reader) -> Result<StudioMergePage> {
        CANYU_TRY(const Demand mine, get(reader, id));
        StudioMergePage page{id, evidence_of(reader, mine), words, {}};
        if (const auto number = as_number(words)) {
            const auto named = store::find(reader, mine.product_id, *number);
            if (named && named->id != id) page.others.push_back(evidence_of(reader, *named));
        } else {
            page.others = candidates(reader, demands, mine, words);
        }
        return page;
    });
}

Result<Done> merge(Context& c, Demands& demands, const StudioMergeForm& form) {
    CANYU_TRY(const Id from, c.id("demand"));
    return c.act([&](db::Writer& writer) -> Result<Done> {
        CANYU_TRY(const Demand source, get(writer, from));
        CANYU_TRY(const Demand target,
                  named_demand(writer, source.product_id, form.into, form.number, "number"));
        if (auto done = demands.merge(writer, from, target.id, c.member().person, c.now()); !done)
            return std::unexpected(std::move(done).error());
        return Done{studio_url(root_of(writer, target).id),
                    {"demand.said_merged", {{"title", source.title}}}};
    });
}

Result<Done> undo_merge(Context& c, Demands& demands) {
    CANYU_TRY(const Id from, c.id("demand"));
    return c.act([&](db::Writer& writer) -> Result<Done> {
        if (auto done = demands.undo_merge(writer, from, c.member().person, c.now()); !done)
            return std::unexpected(std::move(done).error());
        return Done{studio_url(from), {"demand.said_unmerged", {}}};
    });
}

}  // namespace

void add_studio_evidence(web::Site& site, Demands& demands) {
    site.get(
        "/studio/demands/{demand}/merge", Access::staff, "demand/studio_merge.html",
        [&demands](Context& c, const StudioMergeQuery& query) { return merge_page(c, demands, query.words); },
        {.summary = "Demands this one may be merged into, with the evidence of both"});
    site.post(
        "/studio/demands/{demand}/merge", Access::staff,
        [&demands](Context& c, const StudioMergeForm& form) { return merge(c, demands, form); },
        "demand/studio_merge.html",
        [&demands](Context& c, const StudioMergeForm& form) {
            return merge_page(c, demands, form.number ? std::to_string(*form.number) : "");
        },
        {.summary = "Merge a demand into another"});
    site.del("/studio/demands/{demand}/merge", Access::staff,
             [&demands](Context& c) { return undo_merge(c, demands); }, {.summary = "Take a merge back"});
}

}  // namespace canyu::demand
