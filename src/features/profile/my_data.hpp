// What a person takes along: every row that names them, as open text.
#pragma once

#include <string>
#include <vector>

#include "platform/db/upkeep.hpp"

namespace canyu::web {
class Site;
}
namespace canyu::profile {

// One line of JSON for each row, {"table":"report","row":{…}}: first the person's own, then the rows of every
// table that name them in one of the columns of `references`. Nothing that lets anybody in is among it.
std::string rows_naming(db::Reader& reader, const std::vector<db::Reference>& references, Id person);

// /me/data, /me/data/download
void add_data_pages(web::Site& site, std::vector<db::Reference> references);

}  // namespace canyu::profile
