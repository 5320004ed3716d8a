// Inside the moderation slice: who hears of what was done about a case.
#pragma once

#include "features/moderation/store.hpp"

namespace canyu::moderation {

// The author, when their words were out of sight or are from now on.
void tell_author(db::Writer& writer, const Acting& acting, const store::Case& one, const char* key);
// Those whose flags are open: what became of the thing.
void tell_flaggers(db::Writer& writer, const Acting& acting, const store::Case& one, bool upheld);
// The rest of the staff, that an author appeals.
void tell_staff(db::Writer& writer, const Acting& acting, const store::Case& one);

}  // namespace canyu::moderation
