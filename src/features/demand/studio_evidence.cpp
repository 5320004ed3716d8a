// Who stands behind a demand, and what two demands say side by side before one is merged into the other.
#include <algorithm>
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

constexpr std::int64_t people_a_page = 50;
constexpr std::int64_t quotes_a_demand = 3;
constexpr std::size_t most_candidates = 6;
constexpr std::chrono::days counts_as_new{7};

// ---- the people
struct Spoke {
    Id person;
    StudioVoice voice;
};

void add_said(std::vector<Spoke>& spoke, std::unordered_map<Id, std::size_t>& places,
              const report::Said& said, bool supports) {
    const auto [place, added] = places.try_emplace(said.person, spoke.size());
    if (added) spoke.push_back({said.person, {.first_said_at = said.at, .last_said_at = said.at}});
    StudioVoice& voice = spoke[place->second].voice;
    voice.first_said_at = std::min(voice.first_said_at, said.at);
    voice.last_said_at = std::max(voice.last_said_at, said.at);
    if (supports)
        voice.supports = true;
    else
        ++voice.reports;
}

std::vector<Spoke> spoke_for(db::Reader& reader, Id demand, VoiceOrder order, Time now) {
    std::vector<Spoke> spoke;
    std::unordered_map<Id, std::size_t> places;
    for (const report::Said& said : report::said_for(reader, demand)) add_said(spoke, places, said, false);
    for (const report::Said& said : store::supports_for(reader, demand)) add_said(spoke, places, said, true);
    std::ranges::stable_sort(spoke, {}, [](const Spoke& one) { return one.voice.first_said_at; });
    // Who said it first founded the demand and did not join it, as the engine counts.
    for (std::size_t i = 1; i < spoke.size(); ++i)
        spoke[i].voice.is_new = spoke[i].voice.first_said_at > now - counts_as_new;
    if (order == VoiceOrder::latest)
        std::ranges::stable_sort(spoke, std::greater{},
                                 [](const Spoke& one) { return one.voice.last_said_at; });
    return spoke;
}

void say_who(db::Reader& reader, std::vector<Spoke>& spoke, Time now) {
    std::vector<Id> ids;
    for (const Spoke& one : spoke) ids.push_back(one.person);
    const auto people = people::cards(reader, ids);
    const auto deeds = participation::count_all(reader, ids);
    for (Spoke& one : spoke) {
        if (const auto card = people.find(one.person); card != people.end()) one.voice.who = card->second;
        const auto person = people::find(reader, one.person);
        const auto done = deeds.find(one.person);
        one.voice.trust_percent = percent(moderation::trust(
            person ? now - person->joined_at : Milliseconds{0}, done == deeds.end() ? 0 : done->second));
    }
}

Result<StudioPeoplePage> people_page(Context& c, const StudioPeopleQuery& query) {
    CANYU_TRY(const Id id, c.id("demand"));
    return c.read([&](db::Reader& reader) -> Result<StudioPeoplePage> {
        CANYU_TRY(const Demand demand, get(reader, id));
        const auto product = products::find(reader, demand.product_id);
        StudioPeoplePage page{.demand_id = id,
                              .demand_title = demand.title,
                              .product_name = products::name(*product, c.language()),
                              .product_slug = product->slug,
                              .order = query.order.value_or(VoiceOrder::first)};
        std::vector<Spoke> spoke = spoke_for(reader, id, page.order, c.now());
        page.people = static_cast<std::int64_t>(spoke.size());
        page.pagination = web::paginate(c.query(), c.page(), page.people, people_a_page);
        const std::int64_t skipped = page.pagination ? (page.pagination->page - 1) * people_a_page : 0;
        spoke.erase(spoke.begin(), spoke.begin() + skipped);
        if (spoke.size() > people_a_page) spoke.resize(people_a_page);
        say_who(reader, spoke, c.now());
        for (Spoke& one : spoke) page.voices.push_back(std::move(one.voice));
        return page;
    });
}

// ---- merging
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
    site.get("/studio/demands/{demand}/people", Access::staff, "demand/studio_people.html",
             [](Context& c, const StudioPeopleQuery& query) { return people_page(c, query); },
             {.summary = "Everybody who stands behind a demand, and how much their word weighs"});
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
