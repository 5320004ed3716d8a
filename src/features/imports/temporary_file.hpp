// A file for a test, gone when the test is over.
#pragma once

#include <zlib.h>

#include <fstream>
#include <sstream>
#include <string>
#include <string_view>

#include "features/imports/private_file.hpp"

namespace canyu::imports {

class TemporaryFile {
  public:
    TemporaryFile() = default;
    explicit TemporaryFile(std::string_view content) { std::ofstream(path(), std::ios::binary) << content; }

    [[nodiscard]] const std::string& path() const { return file_.path(); }

    [[nodiscard]] std::string content() const {
        std::ostringstream content;
        content << std::ifstream(path(), std::ios::binary).rdbuf();
        return content.str();
    }

    void write_gzip(std::string_view content) const {
        const gzFile file = gzopen(path().c_str(), "wb");
        gzwrite(file, content.data(), static_cast<unsigned>(content.size()));
        gzclose(file);
    }

  private:
    PrivateFile file_;
};

}  // namespace canyu::imports
