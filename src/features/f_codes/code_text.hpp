// Inside the f_codes slice: texts that nobody can guess and that are kept nowhere.
#pragma once

#include <string>
#include <string_view>

#include "features/f_codes/f_codes.hpp"

namespace canyu::f_codes {

// 80 bits of a keyed hash (BLAKE2b, RFC 7693) as 16 letters of Crockford's base 32, in fours. The key is the
// batch's secret; what is hashed are the code and whose it is, so that passing it on makes another text.
std::string code_text(const Batch& batch, Id code, Id holder);

// Whether somebody typed this text; small letters, spaces, O for 0 and I or L for 1 do no harm. Takes as long
// for a wrong one as for a right one.
bool is_typed(std::string_view typed, std::string_view text);

}  // namespace canyu::f_codes
