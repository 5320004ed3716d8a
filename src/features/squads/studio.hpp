// Inside the squads slice: the staff's pages.
#pragma once

#include "features/demand/demand.hpp"

namespace canyu::squads {

void add_studio_squads(web::Site& site);                           // /studio/squads, forming and dissolving
void add_studio_squad(web::Site& site, demand::Demands& demands);  // /studio/squads/{squad} and its acts

}  // namespace canyu::squads
