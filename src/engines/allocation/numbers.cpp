#include "engines/allocation/numbers.hpp"

#include <cstring>

#include "base/check.hpp"

namespace canyu::allocation {

std::uint64_t Numbers::below(std::uint64_t bound) {
    CANYU_CHECK(bound > 0);
    const std::uint64_t surplus = (0 - bound) % bound;  // 2^64 mod bound
    for (;;) {
        const std::uint64_t number = next();
        if (number >= surplus) return number % bound;
    }
}

KeyedNumbers::KeyedNumbers(std::string_view purpose, std::span<const std::uint8_t> key) : key_(purpose) {
    key_.add(key);
}

std::uint64_t KeyedNumbers::next() {
    if (used_ == sizeof(Digest)) {
        block_ = Hash(key_).add(counter_++).digest();
        used_ = 0;
    }
    std::uint64_t number = 0;
    std::memcpy(&number, block_.data() + used_, sizeof number);
    used_ += sizeof number;
    return number;
}

}  // namespace canyu::allocation
