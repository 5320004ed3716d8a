#include "features/measures/showing.hpp"

#include <algorithm>

#include "features/measures/store.hpp"

namespace canyu::measures {
namespace {

constexpr std::size_t buses_drawn = 26;  // half a year

bool is_in(const StableBuses& stable, std::int64_t bus) {
    return std::ranges::find(stable, bus) != stable.end();
}

std::vector<SignatureView> signature_views(db::Reader& reader, const std::vector<Signature>& signatures) {
    std::vector<Id> people;
    for (const Signature& one : signatures) people.push_back(one.signed_by);
    const auto cards = people::cards(reader, people);
    std::vector<SignatureView> views;
    for (const Signature& one : signatures) {
        const auto card = cards.find(one.signed_by);
        views.push_back({one.bus_number, one.value, one.against, one.reason,
                         card == cards.end() ? people::Card{} : card->second, one.signed_at});
    }
    return views;
}

// The latest first.
std::vector<ValueRow> rows_of(db::Reader& reader, const Measure& measure, const std::vector<Value>& values,
                              const std::vector<Signature>& signatures, const StableBuses& stable) {
    std::vector<Id> people;
    for (const Value& value : values) people.push_back(value.measured_by);
    const auto cards = people::cards(reader, people);
    std::vector<ValueRow> rows;
    for (auto value = values.rbegin(); value != values.rend(); ++value) {
        ValueRow row{.bus_number = value->bus_number,
                     .value = value->value,
                     .rival_value = value->rival,
                     .is_stable = is_in(stable, value->bus_number),
                     .how = value->how,
                     .link = value->link,
                     .measured_at = value->measured_at};
        if (const auto bus = release::find(reader, measure.product_id, value->bus_number)) {
            row.bus_url = release::url(reader, *bus);
            row.version = bus->version;
        }
        row.worse = is_worse(measure, value->value,
                             reference(measure, values, signatures, stable, value->bus_number));
        row.is_signed = std::ranges::any_of(signatures, [&](const Signature& one) {
            return one.bus_number == value->bus_number && one.value == value->value;
        });
        if (const auto card = cards.find(value->measured_by); card != cards.end())
            row.measurer = card->second;
        rows.push_back(std::move(row));
    }
    return rows;
}

Chart chart_of(const Measure& measure, const std::vector<ValueRow>& rows) {
    std::vector<ChartValue> values;
    for (const ValueRow& row : rows) {
        if (values.size() == buses_drawn) break;
        values.push_back({row.value, row.rival_value, row.worse});
    }
    std::ranges::reverse(values);
    return draw(values, measure.promised);
}

}  // namespace

std::string studio_url(Id measure) {
    return "/studio/measures/" + to_string(measure);
}

const std::string& unit(const Measure& measure, web::Language language) {
    return language == web::Language::zh ? measure.unit_zh : measure.unit_en;
}

MeasureCard card_of(db::Reader& reader, const Measure& measure, const StableBuses& stable,
                    web::Language language) {
    const std::vector<Value> values = store::values(reader, measure.id);
    const std::vector<Signature> signatures = store::signatures(reader, measure.id);
    MeasureCard card;
    card.measure_id = measure.id;
    card.measure_number = measure.number;
    card.kind = measure.kind;
    card.name = name(measure, language);
    card.unit = unit(measure, language);
    card.better = measure.better;
    card.promised = measure.promised;
    card.before = measure.before;
    card.rival = measure.rival;
    card.tolerance = measure.tolerance;
    card.rows = rows_of(reader, measure, values, signatures, stable);
    if (!card.rows.empty()) {
        card.now = card.rows.front().value;
        card.kept = !is_worse(measure, *card.now, measure.promised);
        card.chart = chart_of(measure, card.rows);
    }
    for (const ValueRow& row : card.rows)
        if (!card.rival_now) card.rival_now = row.rival_value;
    card.signatures = signature_views(reader, signatures);
    card.taken_back_at = measure.taken_back_at;
    card.why_taken_back = measure.reason;
    card.studio_url = studio_url(measure.id);
    return card;
}

}  // namespace canyu::measures
