// Inside the plan slice: what its public and its staff pages both show.
#pragma once

#include "features/plan/views.hpp"

namespace canyu::web {
class Context;
class Site;
}  // namespace canyu::web

namespace canyu::plan {

// The product named by the query's "product", and the links to choose another; none are offered when there is
// only one.
struct Choice {
    Id product;  // Id{}: all
    std::string slug;
    std::vector<ProductChoice> choices;
};
Result<Choice> choose_product(db::Reader& reader, web::Context& context, const std::string& path);

std::vector<Ticket> tickets(db::Reader& reader, const std::vector<Item>& items, Time now);
std::vector<PlanChange> change_views(db::Reader& reader, const std::vector<Change>& changes);

// /studio/plan, /studio/plan/{demand} and the acts below it
void add_studio_plan_pages(web::Site& site, demand::Demands& demands);

}  // namespace canyu::plan
