#include "engines/allocation/terms.hpp"

#include <algorithm>

namespace canyu::allocation {

std::uint64_t units_of(const Terms& terms) {
    std::uint64_t units = 0;
    for (const Channel& channel : terms.channels) units += channel.units;
    return units;
}

bool sound(const Terms& terms) {
    const std::uint64_t units = units_of(terms);
    const auto open = [](const Channel& channel) { return channel.opens < channel.closes; };
    if (terms.channels.empty() || terms.channels.size() > most_channels) return false;
    if (units > most_units || terms.per_person == 0 || terms.hold < Milliseconds{0}) return false;
    if (!std::ranges::all_of(terms.channels, open)) return false;
    if (terms.split == Split::none) return terms.money == 0;
    // A share of money is given once: what may come back would have to be split anew.
    return units > 0 && terms.hold == Milliseconds{0} && terms.money >= static_cast<std::int64_t>(units);
}

}  // namespace canyu::allocation
