// What an allotment promises before anybody comes: channels with their own stock, rules, and money to split.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "base/clock.hpp"

namespace canyu::allocation {

inline constexpr std::size_t most_channels = 8;
// All units of all channels, topped up ones counted.
inline constexpr std::uint32_t most_units = std::uint32_t{1} << 31;

// 32 secret random bytes. Places keys in tables, so that nobody can choose keys that collide, and draws how
// money is split; recovered with the ledger, so that replay gives the same.
using Seed = std::array<std::uint8_t, 32>;

// How money is split among the units.
enum class Split : std::uint8_t { none, equal, random };

// One way to come by a unit: open to all, by F-code, for VIPs, for regulars.
struct Channel {
    std::uint32_t units = 0;
    bool needs_reservation = false;
    Time opens{};
    Time closes{};  // the first moment at which it is over

    bool operator==(const Channel&) const = default;
};

struct Terms {
    std::vector<Channel> channels;
    std::uint32_t per_person = 1;  // units one person may hold and have bought, all channels together
    Milliseconds hold{0};          // from claim to payment; 0: a claim is final at once
    Split split = Split::none;
    std::int64_t money = 0;  // to be split among the units, in the smallest coin
    Seed seed{};

    bool operator==(const Terms&) const = default;
};

// Whether an allotment can be opened like this: 1 to 8 channels, no more than most_units, a limit, windows
// that open before they close, and for each unit at least one coin of the money where it is split.
bool sound(const Terms& terms);

// The sum over the channels.
std::uint64_t units_of(const Terms& terms);

}  // namespace canyu::allocation
