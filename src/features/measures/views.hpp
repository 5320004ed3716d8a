// What the pages of measures show and the API answers.
#pragma once

#include "features/measures/chart.hpp"
#include "features/measures/forms.hpp"

namespace canyu::measures {

struct SignatureView {
    std::int64_t for_bus = 0;
    double value = 0;
    double against = 0;
    std::string reason;
    people::Card by;
    Time signed_at{};
};
BOOST_DESCRIBE_STRUCT(SignatureView, (), (for_bus, value, against, reason, by, signed_at))

// One release in the table of a measure.
struct ValueRow {
    std::int64_t bus_number = 0;
    std::string bus_url;
    std::string version;
    double value = 0;
    std::optional<double> rival_value;
    bool is_stable = false;
    bool worse = false;  // beyond tolerance
    bool is_signed = false;
    std::string how;
    std::string link;
    people::Card measurer;
    Time measured_at{};
};
BOOST_DESCRIBE_STRUCT(ValueRow, (),
                      (bus_number, bus_url, version, value, rival_value, is_stable, worse, is_signed, how,
                       link, measurer, measured_at))

struct MeasureCard {
    Id measure_id;
    std::int64_t measure_number = 0;
    MeasureKind kind = MeasureKind::figure;
    std::string name;
    std::string unit;  // "" for steps
    Better better = Better::lower;
    double promised = 0;
    std::optional<double> before;
    std::string rival;
    std::optional<double> rival_now;
    double tolerance = 0;
    std::optional<double> now;  // as measured last
    bool kept = false;          // what was measured last keeps the promise
    std::optional<Chart> chart;
    std::vector<ValueRow> rows;  // the latest first
    std::vector<SignatureView> signatures;
    std::optional<Time> taken_back_at;
    std::string why_taken_back;
    std::string studio_url;
};
BOOST_DESCRIBE_STRUCT(MeasureCard, (),
                      (measure_id, measure_number, kind, name, unit, better, promised, before, rival,
                       rival_now, tolerance, now, kept, chart, rows, signatures, taken_back_at,
                       why_taken_back, studio_url))

struct ProductMeasures {
    std::string product_name;
    std::vector<MeasureCard> measures;
};
BOOST_DESCRIBE_STRUCT(ProductMeasures, (), (product_name, measures))

struct MeasuresPage {
    std::vector<products::Choice> choices;
    std::vector<ProductMeasures> products;
    std::vector<MeasureCard> taken_back;
};
BOOST_DESCRIBE_STRUCT(MeasuresPage, (), (choices, products, taken_back))

// ---- the staff's side
struct StudioLine {
    std::string studio_url;
    std::string name;
    std::string product_name;
    double promised = 0;
    std::optional<double> now;
    std::string unit;
    MeasureKind kind = MeasureKind::figure;
};
BOOST_DESCRIBE_STRUCT(StudioLine, (), (studio_url, name, product_name, promised, now, unit, kind))

// Numbers as they were typed.
struct StudioMeasuresPage {
    std::vector<StudioLine> lines;
    std::vector<products::ProductOption> options;
    MeasureKind kind_typed = MeasureKind::figure;
    std::string name_zh;
    std::string name_en;
    std::string unit_zh;
    std::string unit_en;
    Better better = Better::lower;
    std::string promised_typed;
    std::string before_typed;
    std::string rival;
    std::string tolerance_typed;
};
BOOST_DESCRIBE_STRUCT(StudioMeasuresPage, (),
                      (lines, options, kind_typed, name_zh, name_en, unit_zh, unit_en, better, promised_typed,
                       before_typed, rival, tolerance_typed))

struct BusOption {
    std::int64_t number = 0;
    std::string version;
    bool chosen = false;
};
BOOST_DESCRIBE_STRUCT(BusOption, (), (number, version, chosen))

struct StudioMeasurePage {
    MeasureCard measure;
    std::string page_url;
    std::vector<BusOption> buses;  // the next one and the latest that left
    std::string value_typed;
    std::string rival_typed;
    std::string how_typed;
    std::string link_typed;
    std::string by_typed;
};
BOOST_DESCRIBE_STRUCT(StudioMeasurePage, (),
                      (measure, page_url, buses, value_typed, rival_typed, how_typed, link_typed, by_typed))

// A public reason: a promise is taken back, or somebody signs for a release that is worse.
struct StudioMeasureReasonPage {
    std::string name;
    std::string back_url;
    std::string act_url;
    std::optional<std::int64_t> for_bus;  // signed for; none when the promise is taken back
    double value = 0;
    double against = 0;
    std::string reason;
};
BOOST_DESCRIBE_STRUCT(StudioMeasureReasonPage, (), (name, back_url, act_url, for_bus, value, against, reason))

}  // namespace canyu::measures
