// SHA-256 of several parts, each of which can be told from its neighbours, for one purpose at a time.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace canyu::allocation {

using Digest = std::array<std::uint8_t, 32>;

// Every part goes in behind its length (eight bytes, the lowest first), the purpose as the first: so no two
// lists of parts hash the same bytes, and a hash of one purpose never stands for one of another.
class Hash {
  public:
    explicit Hash(std::string_view purpose) { add(purpose); }

    Hash& add(std::string_view part);
    Hash& add(std::span<const std::uint8_t> part);
    Hash& add(std::uint64_t number);  // as eight bytes, the lowest first, without a length
    [[nodiscard]] Digest digest() const;

  private:
    std::string bytes_;
};

}  // namespace canyu::allocation
