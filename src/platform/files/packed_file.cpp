#include "platform/files/packed_file.hpp"

#include <zlib.h>

#include <cerrno>
#include <system_error>
#include <utility>

namespace canyu::files {

// Level 1: text shrinks to a third at a speed that a disk keeps up with; level 6 takes four times as long for
// a tenth.
PackedFile::PackedFile(std::string path) : path_(std::move(path)), handle_(gzopen(path_.c_str(), "wbe1")) {
    if (handle_ == nullptr) fail();
}

PackedFile::~PackedFile() {
    if (handle_ != nullptr) gzclose(handle_);
}

void PackedFile::write(std::string_view text) {
    if (!text.empty() && gzwrite(handle_, text.data(), static_cast<unsigned>(text.size())) <= 0) fail();
}

void PackedFile::close() {
    if (gzclose(std::exchange(handle_, nullptr)) != Z_OK) fail();
}

void PackedFile::fail() const {
    throw std::system_error(errno != 0 ? errno : EIO, std::generic_category(), path_);
}

}  // namespace canyu::files
