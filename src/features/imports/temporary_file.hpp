// A file for a test, gone when the test is over.
#pragma once

#include <zlib.h>

#include <atomic>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <string_view>

#include <unistd.h>

namespace canyu::imports {

class TemporaryFile {
  public:
    TemporaryFile() {
        static std::atomic<int> files = 0;
        path_ = std::filesystem::temp_directory_path() /
                ("canyu-test-" + std::to_string(getpid()) + "-" + std::to_string(++files));
    }
    explicit TemporaryFile(std::string_view content) : TemporaryFile() {
        std::ofstream(path_, std::ios::binary) << content;
    }
    ~TemporaryFile() { std::filesystem::remove(path_); }
    TemporaryFile(const TemporaryFile&) = delete;
    TemporaryFile& operator=(const TemporaryFile&) = delete;

    [[nodiscard]] std::string path() const { return path_.string(); }

    [[nodiscard]] std::string content() const {
        std::ostringstream content;
        content << std::ifstream(path_, std::ios::binary).rdbuf();
        return content.str();
    }

    void write_gzip(std::string_view content) const {
        const gzFile file = gzopen(path().c_str(), "wb");
        gzwrite(file, content.data(), static_cast<unsigned>(content.size()));
        gzclose(file);
    }

  private:
    std::filesystem::path path_;
};

}  // namespace canyu::imports
