// Inside the f_codes slice: what earning, using and passing on share.
#pragma once

#include "features/f_codes/store.hpp"

namespace canyu::f_codes {

inline constexpr const char* purpose_kind = "f_codes";

// The key of a code's unit in its allotment.
inline allocation::Key key_of(Id batch, Id code) {
    return {static_cast<std::uint64_t>(batch.value), static_cast<std::uint64_t>(code.value)};
}

// Whether it can still be used or passed on, if nothing is under way with it.
inline bool works(const Code& code, Time now) {
    const bool is_held = code.state == CodeState::held || code.state == CodeState::back;
    return is_held && now < *code.expires_at;
}

// A step of its way, and the row of the log where the step is somebody's deed.
void add_step(db::Writer& writer, IdSource& ids, const Code& code, store::CodeStep step, Id person, Time now);
participation::Deed deed_of(const Batch& batch, const Code& code, participation::Verb verb, Id person);

// What the link with this token gives away, while it does; 404 "f_codes.no_such_gift".
Result<Code> offered(db::Reader& reader, Id code, std::string_view token, Time now);

// Of a code that is there.
Batch batch_of(db::Reader& reader, const Code& code);

// Tells somebody what became of a code; its holder's page is where the notice leads.
void tell(db::Writer& writer, IdSource& ids, const Code& code, Id person, Message words, Time now);

}  // namespace canyu::f_codes
