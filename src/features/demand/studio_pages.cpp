// The staff's routes of this slice.
#include "features/demand/demand.hpp"
#include "features/demand/studio.hpp"

namespace canyu::demand {

void add_studio_pages(web::Site& site, Demands& demands) {
    add_studio_board(site, demands);
    add_studio_inbox(site, demands);
    add_studio_demand(site, demands);
    add_studio_people(site, demands);
    add_studio_evidence(site, demands);
}

}  // namespace canyu::demand
