// How the model takes numbers from the bytes of a row. Internal to the model.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <type_traits>

#include "engines/allocation/simulation/model.hpp"

namespace canyu::allocation::simulation {

struct Bytes {
    std::span<const std::byte> bytes;

    // The lowest byte first.
    template <class T>
    [[nodiscard]] T number(std::size_t at) const {
        std::uint64_t result = 0;
        for (std::size_t i = 0; i < sizeof(T); ++i)
            result |= static_cast<std::uint64_t>(bytes[at + i]) << 8 * i;
        return static_cast<T>(result);
    }
};

// A decision: where its members stand in the 64 bytes.
struct Model::Fields : Bytes {
    [[nodiscard]] auto kind() const { return static_cast<ActKind>(number<std::uint8_t>(0)); }
    [[nodiscard]] unsigned channel() const { return number<std::uint8_t>(1); }
    [[nodiscard]] unsigned eligible() const { return number<std::uint8_t>(2); }
    [[nodiscard]] bool reserved() const { return number<std::uint8_t>(3) != 0; }
    [[nodiscard]] auto unit() const { return number<std::uint32_t>(4); }
    [[nodiscard]] auto person() const { return number<std::int64_t>(8); }
    [[nodiscard]] Name key() const { return {number<std::uint64_t>(16), number<std::uint64_t>(24)}; }
    [[nodiscard]] auto deadline() const { return number<std::int64_t>(32); }
    [[nodiscard]] auto amount() const { return number<std::int64_t>(40); }
    [[nodiscard]] Name reference() const { return {number<std::uint64_t>(48), number<std::uint64_t>(56)}; }
};

}  // namespace canyu::allocation::simulation
