// The files that are built into the program: templates, translations, migrations, page assets, the demo
// community.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace canyu {

struct EmbeddedFile {
    std::string_view path;  // relative to the checkout: src/features/demand/templates/page.html
    std::string_view bytes;
};

// All of them, sorted by path. Defined by the build (cmake/canyu_embed.cmake).
std::vector<EmbeddedFile> embedded_files();

}  // namespace canyu
