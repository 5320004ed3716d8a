#include "engines/allocation/hash.hpp"

#include <sodium.h>

namespace canyu::allocation {

Hash& Hash::add(std::string_view part) {
    add(std::uint64_t{part.size()});
    bytes_ += part;
    return *this;
}

Hash& Hash::add(std::span<const std::uint8_t> part) {
    return add(std::string_view(reinterpret_cast<const char*>(part.data()), part.size()));
}

Hash& Hash::add(std::uint64_t number) {
    for (unsigned i = 0; i < 8; ++i) bytes_ += static_cast<char>(number >> 8 * i);
    return *this;
}

Digest Hash::digest() const {
    static_assert(sizeof(Digest) == crypto_hash_sha256_BYTES);
    Digest digest;
    crypto_hash_sha256(digest.data(), reinterpret_cast<const unsigned char*>(bytes_.data()), bytes_.size());
    return digest;
}

}  // namespace canyu::allocation
