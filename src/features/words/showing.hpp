// Inside the words slice: the parts of its page.
#pragma once

#include "features/words/views.hpp"

namespace canyu::words {

std::vector<HotView> hot_views(db::Reader& reader, Id product);
// This week, then the one before; nothing where neither has a report.
std::vector<MoodWeek> mood_weeks(db::Reader& reader, Id product);
std::vector<PairView> pair_views(db::Reader& reader, const std::vector<Synonym>& pairs);

}  // namespace canyu::words
