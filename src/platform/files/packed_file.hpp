// Lines written as gzip; equal lines make equal files.
#pragma once

#include <string>
#include <string_view>

struct gzFile_s;

namespace canyu::files {

// Makes the file anew. Every method throws std::system_error (a full disk).
class PackedFile {
  public:
    explicit PackedFile(std::string path);
    ~PackedFile();
    PackedFile(const PackedFile&) = delete;
    PackedFile& operator=(const PackedFile&) = delete;

    void write(std::string_view text);
    // Call it at the end: without, the file is not whole.
    void close();

  private:
    [[noreturn]] void fail() const;
    std::string path_;
    gzFile_s* handle_;
};

}  // namespace canyu::files
