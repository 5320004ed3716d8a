// One change of an allotment, as it is applied, written and read: 64 bytes, one cache line.
#pragma once

#include <bit>
#include <type_traits>

#include "engines/allocation/act.hpp"

namespace canyu::allocation {

// The members in this order, the lowest byte first, are what stands in the ledger (README.md).
struct Decision {
    ActKind kind = ActKind::none;
    std::uint8_t channel = 0;
    std::uint8_t eligible = 0;  // as the caller said, so that whoever reads the ledger can judge it
    std::uint8_t reserved = 0;
    std::uint32_t unit = 0;  // of a top-up: the first new one
    Id person;
    Key key;
    Time deadline{};
    std::int64_t amount = 0;  // the unit's share of the money; of a top-up: how many units
    Reference reference;

    bool operator==(const Decision&) const = default;
};

static_assert(sizeof(Decision) == 64 && std::is_trivially_copyable_v<Decision> &&
              std::has_unique_object_representations_v<Decision>);
static_assert(std::endian::native == std::endian::little, "the ledger's numbers are copied as they lie");

}  // namespace canyu::allocation
