// Checks of the program's own invariants: they stay on in release and end the process, for a bug must not go
// on.
#pragma once

#include <source_location>

namespace canyu {

[[noreturn]] void check_failed(const char* expression, const std::source_location& where);

}  // namespace canyu

#define CANYU_CHECK(expression) \
    ((expression) ? void() : ::canyu::check_failed(#expression, std::source_location::current()))
