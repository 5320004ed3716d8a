// Inside the moderation slice: whether somebody did a thing as often as they may.
#pragma once

#include "features/moderation/moderation.hpp"
#include "features/participation/participation.hpp"

namespace canyu::moderation {

// 429 with `key` when the deeds of this verb within `window` are `most` already; {most} and {wait}, as hours
// and minutes, stand in the sentence.
Result<void> check_often(db::Reader& reader, Id person, participation::Verb verb, std::int64_t most,
                         Milliseconds window, const char* key, Time now);

}  // namespace canyu::moderation
