#include "features/experience/experience.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <unordered_map>

#include "base/text.hpp"
#include "features/experience/store.hpp"
#include "features/experience/wishes.hpp"
#include "features/participation/participation.hpp"
#include "platform/web/checks.hpp"

namespace canyu::experience {
namespace {

constexpr std::int64_t rounds_looked_at = 200;  // of all products, when awards are given

// A panel names something of this release, or nothing.
Result<std::optional<Id>> squad_of(const std::vector<Feature>& features, std::optional<Id> named,
                                   web::Checks& checks, const char* field) {
    if (!named) return std::nullopt;
    const auto feature = std::ranges::find(features, *named, &Feature::id);
    checks.that(feature != features.end(), field, "field.choice");
    return feature == features.end() ? std::nullopt : feature->squad;
}

const std::string report_source = "experience";
std::string report_key(Id bus, Id person) {
    return fmt::format("{}-{}", to_string(bus), to_string(person));
}

// What is missing is a wish like any other: it waits in the inbox, with its own words.
Result<void> pass_on(db::Writer& writer, demand::Demands& demands, const store::Row& row, Time now) {
    demand::NewReport words;
    words.person = row.person_id;
    words.product = row.product_id;
    words.kind = demand::ReportKind::line;
    words.text = row.missing;
    words.source = report_source;
    words.source_id = report_key(row.bus_id, row.person_id);
    words.lang = demand::language_of(row.missing);
    if (passed_on(writer, row.bus_id, row.person_id)) return {};
    CANYU_TRY([[maybe_unused]] const Id said, demands.report(writer, words, now));
    return {};
}

std::int64_t people_of(const std::vector<store::Count>& counts, Id squad) {
    const auto found = std::ranges::find(counts, squad, &store::Count::what);
    return found == counts.end() ? 0 : found->people;
}

Award award_for(db::Reader& reader, const release::Bus& bus, Time now) {
    Award award{bus.id, bus.product_id, std::nullopt, 0, store::count(reader, bus.id), now};
    std::vector<store::Count> best = store::best_squads(reader, bus.id);
    const std::vector<store::Count> worst = store::worst_squads(reader, bus.id);
    std::ranges::sort(best, {}, [&](const store::Count& one) {
        return std::tuple(-one.people, people_of(worst, one.what), one.what);
    });
    if (best.empty() || best.front().people < least_loved) return award;
    award.squad_id = best.front().what;
    award.loved = best.front().people;
    return award;
}

}  // namespace

std::optional<Time> closes_at(const release::Bus& bus) {
    return bus.left_at ? std::optional(*bus.left_at + open_for) : std::nullopt;
}

bool is_open(const release::Bus& bus, Time now) {
    const auto closes = closes_at(bus);
    return closes && now < *closes;
}

std::vector<Feature> features_of(db::Reader& reader, const release::Bus& bus, web::Language language) {
    std::vector<Feature> features;
    const std::vector<Id> aboard = release::aboard(reader, bus.id);
    std::unordered_map<Id, Id> makers = squads::squads_of(reader, aboard);
    for (const demand::DemandCard& card : demand::cards(reader, aboard)) {
        const auto maker = makers.find(card.id);
        features.push_back({card.id, card.title, card.url,
                            maker == makers.end() ? std::nullopt : std::optional(maker->second)});
    }
    for (const squads::Squad& squad : squads::standing(reader, bus.product_id))
        for (const squads::Module& module : squads::modules_of(reader, squad.id))
            features.push_back({module.id, squads::name(module, language), "", squad.id});
    return features;
}

std::optional<report::Report> passed_on(db::Reader& reader, Id bus, Id person) {
    return report::find(reader, report_source, report_key(bus, person));
}

Result<void> tell(db::Writer& writer, IdSource& ids, demand::Demands& demands, Id bus, Id person,
                  const Panels& panels, Time now) {
    const auto round = release::find(writer, bus);
    if (!round || !round->left_at) return not_found();
    // Who asked a moment before the end may be written a moment after it; what the popcorn was counted from
    // must stay what it was.
    if (!is_open(*round, now) || award_of(writer, bus)) return refuse(409, "experience.closed");
    store::Row row{bus,
                   person,
                   round->product_id,
                   panels.best,
                   {},
                   panels.worst,
                   {},
                   clean_line(panels.missing),
                   clean_line(panels.sentence),
                   now};
    const std::vector<Feature> features = features_of(writer, *round, web::Language::zh);
    web::Checks checks;
    checks.length("missing", row.missing, 0, 200);
    checks.length("sentence", row.sentence, 0, 140);
    CANYU_TRY(row.best_squad, squad_of(features, row.best_id, checks, "best"));
    CANYU_TRY(row.worst_squad, squad_of(features, row.worst_id, checks, "worst"));
    checks.that(row.best_id || row.worst_id || !row.missing.empty() || !row.sentence.empty(), "sentence",
                "experience.nothing_said");
    if (auto checked = checks.result(); !checked) return checked;
    if (!store::find(writer, bus, person))
        participation::record(writer, ids,
                              {person, round->product_id, "product", participation::Verb::experience,
                               participation::Object::release, bus},
                              now);
    store::put(writer, row);
    return row.missing.empty() ? Result<void>{} : pass_on(writer, demands, row, now);
}

std::optional<Panels> told(db::Reader& reader, Id bus, Id person) {
    const auto row = store::find(reader, bus, person);
    if (!row) return std::nullopt;
    return Panels{row->best_id, row->worst_id, row->missing, row->sentence};
}

std::vector<Tally> tallies(db::Reader& reader, Id bus) {
    std::unordered_map<Id, Tally> found;
    for (const store::Count& count : store::best(reader, bus)) found[count.what].best = count.people;
    for (const store::Count& count : store::worst(reader, bus)) found[count.what].worst = count.people;
    std::vector<Tally> all;
    for (const auto& [feature, tally] : found) all.push_back({feature, tally.best, tally.worst});
    return all;
}

std::int64_t count_people(db::Reader& reader, Id bus) {
    return store::count(reader, bus);
}

std::vector<Id> likers(db::Reader& reader, Id bus) {
    return store::likers(reader, bus);
}

std::optional<Award> award_of(db::Reader& reader, Id bus) {
    return store::award(reader, bus);
}

void give_awards(db::Writer& writer, Time now) {
    std::vector<release::Bus> closed = release::past(writer, Id{}, 0, rounds_looked_at);
    std::erase_if(closed, [&](const release::Bus& bus) { return !bus.left_at || is_open(bus, now); });
    std::vector<Id> buses;
    for (const release::Bus& bus : closed) buses.push_back(bus.id);
    const std::vector<Id> given = store::given(writer, buses);
    for (const release::Bus& bus : closed)
        if (std::ranges::find(given, bus.id) == given.end())
            store::insert(writer, award_for(writer, bus, now));
}

}  // namespace canyu::experience
