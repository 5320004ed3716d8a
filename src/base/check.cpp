#include "base/check.hpp"

#include <cstdio>
#include <cstdlib>

namespace canyu {

void check_failed(const char* expression, const std::source_location& where) {
    std::fprintf(stderr, "%s:%u: check failed in %s: %s\n", where.file_name(),
                 static_cast<unsigned>(where.line()), where.function_name(), expression);
    std::abort();
}

}  // namespace canyu
