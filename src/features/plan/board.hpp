// Inside the plan slice: what its public and its staff pages both show.
#pragma once

#include "features/plan/views.hpp"

namespace canyu::web {
class Site;
}  // namespace canyu::web

namespace canyu::plan {

// What the tickets of one page are made with.
struct Showing {
    const demand::Demands& demands;
    web::Language language;
    Time now;
};
std::vector<Ticket> tickets(db::Reader& reader, const Showing& showing, const std::vector<Item>& items);
std::vector<PlanChange> change_views(db::Reader& reader, const std::vector<Change>& changes);

// /studio/plan, /studio/plan/{demand} and the acts below it
void add_studio_plan_pages(web::Site& site, demand::Demands& demands);

}  // namespace canyu::plan
