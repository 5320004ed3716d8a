// A temporary file that nobody else can read, guess or have put there before; gone with its owner.
#pragma once

#include <stdlib.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <string>
#include <system_error>

namespace canyu::imports {

class PrivateFile {
  public:
    PrivateFile() : path_((std::filesystem::temp_directory_path() / "canyu-import-XXXXXX").string()) {
        const int file = ::mkstemp(path_.data());
        if (file < 0) throw std::system_error(errno, std::generic_category(), path_);
        ::close(file);
    }
    ~PrivateFile() {
        std::error_code ignored;
        std::filesystem::remove(path_, ignored);
    }
    PrivateFile(const PrivateFile&) = delete;
    PrivateFile& operator=(const PrivateFile&) = delete;

    const std::string& path() const { return path_; }

  private:
    std::string path_;
};

}  // namespace canyu::imports
