// Numbers that nobody can foretell without the key, and everybody can compute with it.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "engines/allocation/hash.hpp"

namespace canyu::allocation {

// Where numbers come from; in tests from a list.
class Numbers {
  public:
    virtual ~Numbers() = default;
    // All 2^64 values alike.
    virtual std::uint64_t next() = 0;
    // All values below a bound (at least 1) alike: the remainder, and drawn again where the number is among
    // the first 2^64 mod bound, for with them small remainders would come more often.
    virtual std::uint64_t below(std::uint64_t bound);
};

// The hash of purpose, key and a counter, block after block, as NIST SP 800-90A's Hash_DRBG draws its output;
// each block is four numbers, the lowest byte first.
class KeyedNumbers final : public Numbers {
  public:
    KeyedNumbers(std::string_view purpose, std::span<const std::uint8_t> key);
    std::uint64_t next() override;

  private:
    Hash key_;
    Digest block_{};
    std::uint64_t counter_ = 0;
    std::size_t used_ = sizeof(Digest);
};

}  // namespace canyu::allocation
