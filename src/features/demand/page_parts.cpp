// What several pages need: the product meant, the demand addressed, authors and their words.
#include <algorithm>

#include "base/text.hpp"
#include "features/demand/pages.hpp"
#include "features/demand/state.hpp"

namespace canyu::demand {
namespace {

// Whole logs come in; beyond this the report's own page has the rest.
constexpr std::size_t most_quoted = 600;  // characters

}  // namespace

Result<products::Product> choose_product(db::Reader& reader, const std::string& slug) {
    if (slug.empty()) {
        const std::vector<products::Product> all = products::all(reader);
        if (all.empty()) return not_found();
        return all.front();
    }
    auto product = products::find(reader, slug);
    if (!product) return not_found();
    return *std::move(product);
}

std::vector<ProductChoice> product_choices(db::Reader& reader, const products::Product& chosen,
                                           web::Language language) {
    std::vector<ProductChoice> choices;
    for (const products::Product& product : products::all(reader))
        choices.push_back({product.slug, products::name(product, language), product.id == chosen.id});
    if (choices.size() == 1) choices.clear();
    return choices;
}

Result<Addressed> addressed(web::Context& context, db::Reader& reader) {
    CANYU_TRY(const std::int64_t number, context.number("number"));
    const auto product = products::find(reader, std::string_view(context.parameter("product")));
    if (!product) return not_found();
    auto demand = find(reader, product->id, number);
    if (!demand) return not_found();
    return Addressed{*product, *std::move(demand)};
}

DemandCard card(db::Reader& reader, Id demand) {
    std::vector<DemandCard> found = cards(reader, {demand});
    return found.empty() ? DemandCard{} : std::move(found.front());
}

std::vector<Riser> risers_of(db::Reader& reader, Id product, std::int64_t most) {
    const std::vector<store::Rising> rising = store::rising(reader, product, most);
    std::vector<Id> ids;
    for (const store::Rising& one : rising) ids.push_back(one.id);
    std::unordered_map<Id, Demand> demands;
    for (Demand& demand : store::find(reader, ids)) demands.emplace(demand.id, std::move(demand));
    std::vector<Riser> risers;
    for (const store::Rising& one : rising)
        risers.push_back({one.id, demands.at(one.id).number, demands.at(one.id).title, one.people,
                          one.new_people, one.buoyancy, one.above_water});
    // Equal buoyancy stays under the line, and the last refresh may be a minute old.
    std::ranges::stable_partition(risers, &Riser::up);
    return risers;
}

people::Card author_card(const std::unordered_map<Id, people::Card>& cards, Id person) {
    const auto found = cards.find(person);
    return found == cards.end() ? people::Card{} : found->second;
}

std::vector<ReportPartView> part_views(const report::Report& report) {
    std::vector<ReportPartView> views;
    for (const auto& [name, text] : report::form_parts(report.fields)) {
        // An import may bring parts that no form of ours has.
        const auto part = enum_from_name<ReportPart>(name);
        if (!part) continue;
        const auto often = *part == ReportPart::how_often ? enum_from_name<HowOften>(text) : std::nullopt;
        views.push_back({*part, text, often});
    }
    return views;
}

std::vector<DemandQuote> quotes_of(db::Reader& reader, const std::vector<report::Report>& reports) {
    std::vector<Id> authors;
    for (const report::Report& report : reports) authors.push_back(report.person_id);
    const auto cards = people::cards(reader, authors);
    std::vector<DemandQuote> quotes;
    for (const report::Report& said : reports) {
        const report::Report report = report::as_shown(said);
        const auto parts = report::form_parts(report.fields);
        const std::string words = shorten(report::quote(report, parts), most_quoted);
        // A title said again below itself is not shown twice.
        const std::string title = report.title == words ? "" : report.title;
        quotes.push_back(
            {report.id, title, words, report.lang, author_card(cards, report.person_id), report.said_at});
    }
    return quotes;
}

}  // namespace canyu::demand
