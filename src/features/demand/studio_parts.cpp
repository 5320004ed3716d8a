#include "features/demand/studio_parts.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <unordered_map>

#include "features/demand/pages.hpp"
#include "features/demand/state.hpp"

namespace canyu::demand {
namespace {

std::unordered_map<Id, DemandCard> cards_by_id(db::Reader& reader,
                                               const std::vector<report::Report>& reports) {
    std::vector<Id> ids;
    for (const report::Report& report : reports)
        if (report.demand_id) ids.push_back(*report.demand_id);
    std::unordered_map<Id, DemandCard> found;
    for (DemandCard& card : cards(reader, ids)) found.emplace(card.id, std::move(card));
    return found;
}

StudioReport report_view(const report::Report& report) {
    StudioReport view;
    view.report_id = report.id;
    view.kind = report.kind;
    view.words_title = report.title;
    view.words = report.text;
    view.parts = part_views(report);
    view.words_language = report.lang;
    view.mood = words::mood_of(report.title + '\n' + report::body(report));
    view.said_at = report.said_at;
    view.state = report.state;
    view.state_reason = report.state_reason;
    return view;
}

}  // namespace

std::int64_t percent(double share) {
    return std::llround(share * 100);
}

double two_digits(double value) {
    return std::round(value * 100) / 100;
}

Likeness likeness_of(double probability) {
    if (probability >= 0.85) return Likeness::surely;
    if (probability >= 0.5) return Likeness::likely;
    return probability >= 0.2 ? Likeness::perhaps : Likeness::hardly;
}

std::vector<StudioReport> report_views(db::Reader& reader, const std::vector<report::Report>& reports,
                                       web::Language language) {
    std::vector<Id> authors;
    for (const report::Report& report : reports) authors.push_back(report.person_id);
    const auto people = people::cards(reader, authors);
    const auto placed = cards_by_id(reader, reports);
    std::unordered_map<Id, std::string> product_names;
    for (const products::Product& product : products::all(reader))
        product_names.emplace(product.id, products::name(product, language));
    std::vector<StudioReport> views;
    for (const report::Report& report : reports) {
        StudioReport& view = views.emplace_back(report_view(report));
        if (const auto author = people.find(report.person_id); author != people.end())
            view.author = author->second;
        view.product_name = product_names.at(report.product_id);
        if (report.demand_id) view.placed_in = placed.at(*report.demand_id);
    }
    return views;
}

std::vector<StudioSuggestion> suggestion_views(const std::vector<Suggestion>& suggestions) {
    std::vector<StudioSuggestion> views;
    for (const Suggestion& one : suggestions)
        views.push_back({one.demand.id, one.demand.number, one.demand.stage, one.demand.people,
                         one.marked_title, one.marked_words, one.probability, likeness_of(one.probability)});
    return views;
}

StudioWhy why_view(db::Reader& reader, const Demands& demands, const Demand& demand, Time now) {
    const Rise rise = demands.rise_of(reader, demand, now);
    const surfacing::Factors& factors = rise.factors;
    StudioWhy why;
    why.demand_id = demand.id;
    why.demand_title = demand.title;
    why.demand_number = demand.number;
    why.demand_stage = demand.stage;
    why.demand_standing = demand.standing;
    why.floats = demand.above_water;
    why.can_be_planned = demand.standing == Standing::open && demand.stage <= Stage::surfaced;
    why.people = factors.people;
    why.counted_people = std::llround(factors.effective_people);
    why.some_repeat = why.counted_people != why.people;
    why.held = factors.held;
    why.not_me = factors.not_me;
    if (factors.not_me > 0) why.agreement_percent = percent(factors.agreement);
    if (factors.severity > 1) why.severity = two_digits(factors.severity);
    if (factors.breadth > 1) why.breadth = two_digits(factors.breadth);
    why.new_people = factors.new_people;
    why.trust_percent = percent(factors.trust);
    why.freshness_percent = percent(factors.recency);
    why.pace = two_digits(factors.velocity);
    why.burst = two_digits(factors.burst);
    why.burst_since = factors.burst_since;
    why.buoyancy = two_digits(factors.buoyancy);
    if (rise.level) why.level = two_digits(*rise.level);
    why.capacity = rise.capacity;
    why.quiet_days = rise.quiet_days;
    why.last_said_at = demand.last_said_at;
    return why;
}

std::vector<StudioProduct> product_views(const std::vector<products::Product>& products, Id chosen,
                                         web::Language language) {
    std::vector<StudioProduct> views;
    for (const products::Product& product : products)
        views.push_back({product.slug, products::name(product, language), product.id == chosen});
    if (views.size() == 1) views.clear();
    return views;
}

std::unexpected<Problem> wrong_field(std::string field, std::string key) {
    return std::unexpected(
        Problem{422, {"problem.look_again", {}}, {{std::move(field), {std::move(key), {}}}}});
}

Result<Demand> named_demand(db::Reader& reader, Id product, std::optional<Id> id,
                            std::optional<std::int64_t> number, const std::string& field) {
    if (!id && !number) return wrong_field(field, "demand.name_a_demand");
    auto found = id ? store::find(reader, *id) : store::find(reader, product, *number);
    if (!found) return wrong_field(field, "demand.no_such_number");
    return *std::move(found);
}

std::string studio_url(Id demand) {
    return fmt::format("/studio/demands/{}", to_string(demand));
}

}  // namespace canyu::demand
