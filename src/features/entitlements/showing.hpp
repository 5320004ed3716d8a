// Inside the entitlements slice: what a person's and the staff's pages both show.
#pragma once

#include "features/entitlements/views.hpp"

namespace canyu::entitlements {

VipView view_of(const VipRequest& request);

void add_studio_pages(web::Site& site);

}  // namespace canyu::entitlements
