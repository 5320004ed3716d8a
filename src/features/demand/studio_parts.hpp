// What the staff pages share: reports, suggestions and explanations as views.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "features/demand/studio_views.hpp"
#include "platform/web/language.hpp"

namespace canyu::demand {

std::int64_t percent(double share);
// As many digits as a person compares by.
double two_digits(double value);
// From the engine's probability: surely from 0.85, likely from 0.5, perhaps from 0.2.
Likeness likeness_of(double probability);

std::vector<StudioReport> report_views(db::Reader& reader, const std::vector<report::Report>& reports,
                                       web::Language language);
std::vector<StudioSuggestion> suggestion_views(const std::vector<Suggestion>& suggestions);
StudioWhy why_view(db::Reader& reader, const Demands& demands, const Demand& demand, Time now);
// All to choose from, or none where there is only one. Nothing is current when `chosen` is none of them.
std::vector<StudioProduct> product_views(const std::vector<products::Product>& products, Id chosen,
                                         web::Language language);

// A refusal of one field.
std::unexpected<Problem> wrong_field(std::string field, std::string key);
// The demand a form names by a button's id or by the number somebody typed, which is the field `field`.
Result<Demand> named_demand(db::Reader& reader, Id product, std::optional<Id> id,
                            std::optional<std::int64_t> number, const std::string& field);

// The page of a demand for staff.
std::string studio_url(Id demand);

}  // namespace canyu::demand
