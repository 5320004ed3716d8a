// Inside the moderation slice: the steps that flags and decisions share.
#pragma once

#include "features/moderation/store.hpp"

namespace canyu::moderation {

// Who the log says it was when nobody decided.
inline constexpr Id the_rules{};

// Null for none of that name.
const Kind* kind_of(const Kinds& kinds, const std::string& name);
void log(db::Writer& writer, const Acting& acting, Id review, ModerationAct act, Id by,
         const std::string& reason = "", std::optional<Time> until = std::nullopt);
void set_visibility(db::Writer& writer, const Acting& acting, const store::Case& one, Visibility visibility,
                    const std::string& reason = "");

}  // namespace canyu::moderation
