// Inside the measures slice: what its public and its staff pages both show.
#pragma once

#include "features/measures/views.hpp"

namespace canyu::measures {

std::string studio_url(Id measure);
const std::string& unit(const Measure& measure, web::Language language);
MeasureCard card_of(db::Reader& reader, const Measure& measure, const StableBuses& stable,
                    web::Language language);

void add_studio_measures(web::Site& site);                           // the list, promising
void add_studio_measure(web::Site& site, const FindStable& stable);  // one: measuring, signing, taking back

}  // namespace canyu::measures
