#include "platform/files/digest.hpp"

#include <fcntl.h>
#include <sodium.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>
#include <vector>

#include "base/text.hpp"

namespace canyu::files {
namespace {

constexpr std::size_t piece_size = std::size_t{1} << 20;

[[noreturn]] void fail(const std::string& path) {
    throw std::system_error(errno, std::generic_category(), path);
}

class Descriptor {
  public:
    Descriptor(const std::string& path, int flags)
        : path_(path), number_(::open(path.c_str(), flags | O_CLOEXEC, 0600)) {
        if (number_ < 0) fail(path_);
    }
    ~Descriptor() { ::close(number_); }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;

    // Nothing at the end.
    std::string_view read(std::vector<char>& buffer) const {
        const ssize_t got = ::read(number_, buffer.data(), buffer.size());
        if (got < 0) fail(path_);
        return {buffer.data(), static_cast<std::size_t>(got)};
    }
    void write(std::string_view bytes) const {
        while (!bytes.empty()) {
            const ssize_t put = ::write(number_, bytes.data(), bytes.size());
            if (put < 0) fail(path_);
            bytes.remove_prefix(static_cast<std::size_t>(put));
        }
    }
    void sync() const {
        if (::fsync(number_) != 0) fail(path_);
    }

  private:
    std::string path_;
    int number_;
};

std::string hex(const unsigned char (&digest)[crypto_hash_sha256_BYTES]) {
    return to_hex({reinterpret_cast<const char*>(digest), sizeof digest});
}

// Gives every piece of the file to `use` as well.
template <class Use>
std::string digest(const std::string& path, const Watch& watch, Use use) {
    const Descriptor file(path, O_RDONLY);
    std::vector<char> buffer(piece_size);
    crypto_hash_sha256_state state;
    crypto_hash_sha256_init(&state);
    std::uintmax_t done = 0;
    for (std::string_view piece = file.read(buffer); !piece.empty(); piece = file.read(buffer)) {
        crypto_hash_sha256_update(&state, reinterpret_cast<const unsigned char*>(piece.data()), piece.size());
        use(piece);
        done += piece.size();
        if (watch) watch(done);
    }
    unsigned char result[crypto_hash_sha256_BYTES];
    crypto_hash_sha256_final(&state, result);
    return hex(result);
}

}  // namespace

std::string sha256(std::string_view bytes) {
    unsigned char result[crypto_hash_sha256_BYTES];
    crypto_hash_sha256(result, reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
    return hex(result);
}

std::string sha256_of_file(const std::string& path, const Watch& watch) {
    return digest(path, watch, [](std::string_view) {});
}

std::string copy_file(const std::string& from, const std::string& to, const Watch& watch) {
    const Descriptor copy(to, O_WRONLY | O_CREAT | O_EXCL);
    std::string result = digest(from, watch, [&](std::string_view piece) { copy.write(piece); });
    copy.sync();
    return result;
}

void sync(const std::string& path) {
    Descriptor(path, O_RDONLY).sync();
}

}  // namespace canyu::files
