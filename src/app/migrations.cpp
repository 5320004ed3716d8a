#include "app/migrations.hpp"

#include "base/embedded.hpp"

namespace canyu {

std::vector<db::Migration> migrations() {
    std::vector<db::Migration> found;
    for (const EmbeddedFile& file : embedded_files())
        if (file.path.find("/migrations/") != std::string_view::npos)
            found.push_back({file.path.substr(file.path.rfind('/') + 1), file.bytes});
    return found;
}

}  // namespace canyu
