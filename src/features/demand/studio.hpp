// The parts that add_studio_pages is made of; each registers its routes.
#pragma once

namespace canyu::web {
class Site;
}

namespace canyu::demand {

class Demands;

void add_studio_board(web::Site& site, Demands& demands);     // /studio
void add_studio_inbox(web::Site& site, Demands& demands);     // /studio/inbox, /studio/reports/{report}…
void add_studio_demand(web::Site& site, Demands& demands);    // /studio/demands/{demand}…
void add_studio_people(web::Site& site, Demands& demands);    // /studio/demands/{demand}/people and …/vouched
void add_studio_evidence(web::Site& site, Demands& demands);  // /studio/demands/{demand}/merge

}  // namespace canyu::demand
