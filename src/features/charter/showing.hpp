// Inside the charter slice: what its public and its staff pages both show.
#pragma once

#include "features/charter/views.hpp"

namespace canyu::charter {

inline const std::string& in(web::Language language, const std::string& zh, const std::string& en) {
    return language == web::Language::zh ? zh : en;
}
std::string studio_url(const products::Product& product);  // "/studio/charters/phone"
std::vector<NodeView> node_views(db::Reader& reader, Id product, web::Language language);
// The product of the address, 404 when there is none.
Result<products::Product> product_of(db::Reader& reader, const web::Context& context);

void add_studio_charters(web::Site& site);  // the list, writing one
void add_studio_nodes(web::Site& site);     // what people shall tell each other
void add_studio_stages(web::Site& site);    // beginning one, handing over

}  // namespace canyu::charter
