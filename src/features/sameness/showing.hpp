// Inside the sameness slice: the parts of its page.
#pragma once

#include "features/sameness/views.hpp"

namespace canyu::sameness {

// At most `limit` pairs that wait, the likeliest first; `product` Id{} for all, here and below.
std::vector<AlikeView> alike_views(db::Reader& reader, const demand::Demands& demands, Id product,
                                   std::size_t limit);
// The last that joined by themselves and that nobody looked at yet.
std::vector<SelfJoinedView> joined_views(db::Reader& reader, Id product, Time since);
std::vector<ToldApartView> apart_views(db::Reader& reader, Id product);
std::vector<SurenessView> proof_views(db::Reader& reader, Id product, web::Language language);

}  // namespace canyu::sameness
