// Inside the charter slice: what its rules share.
#pragma once

#include "features/charter/charter.hpp"

namespace canyu::charter {

// What a part said before.
struct Was {
    Id product;
    Part part = Part::what;
    std::string zh;
    std::string en;
};
void note_change(db::Writer& writer, const Acting& acting, const Was& was, const std::string& reason);
// The audit row of an act on a product's charter.
void record(db::Writer& writer, const Acting& acting, const char* act, Id product, const std::string& detail);

}  // namespace canyu::charter
