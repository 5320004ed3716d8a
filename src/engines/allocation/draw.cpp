#include "engines/allocation/draw.hpp"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

#include "engines/allocation/numbers.hpp"

namespace canyu::allocation {
namespace {

// One level of the tree up, in place.
void join_pairs(std::vector<Digest>& level) {
    const std::size_t pairs = level.size() / 2;
    for (std::size_t i = 0; i < pairs; ++i)
        level[i] = Hash("canyu draw node").add(level[2 * i]).add(level[2 * i + 1]).digest();
    if (level.size() % 2 == 1) level[pairs] = level.back();
    level.resize((level.size() + 1) / 2);
}

// The first `count` of a shuffled row of places; only places that moved are remembered.
std::vector<std::uint32_t> shuffled(std::uint32_t places, std::uint32_t count, Numbers& numbers) {
    std::unordered_map<std::uint32_t, std::uint32_t> moved;
    const auto at = [&](std::uint32_t place) {
        const auto found = moved.find(place);
        return found == moved.end() ? place : found->second;
    };
    std::vector<std::uint32_t> result;
    for (std::uint32_t i = 0; i < count; ++i) {
        const auto other = static_cast<std::uint32_t>(i + numbers.below(places - i));
        result.push_back(at(other));
        moved[other] = at(i);
    }
    return result;
}

std::vector<std::uint32_t> winners_of(const Draw& draw, std::size_t count) {
    const Digest key = Hash("canyu draw key")
                           .add(draw.seed)
                           .add(draw.root)
                           .add(std::uint64_t{draw.entries.size()})
                           .add(std::uint64_t{count})
                           .add(draw.beacon)
                           .digest();
    KeyedNumbers numbers("canyu draw numbers", key);
    return shuffled(static_cast<std::uint32_t>(draw.entries.size()), static_cast<std::uint32_t>(count),
                    numbers);
}

}  // namespace

Digest commitment(const Seed& seed) {
    return Hash("canyu draw commitment").add(seed).digest();
}

Digest merkle_root(std::span<const Entry> entries) {
    std::vector<Digest> level;
    for (const Entry& entry : entries)
        level.push_back(Hash("canyu draw entry")
                            .add(std::uint64_t{level.size()})
                            .add(entry.entrant)
                            .add(entry.dice)
                            .digest());
    while (level.size() > 1) join_pairs(level);
    return level.empty() ? Digest{} : level.front();
}

Draw draw(const Seed& seed, std::vector<Entry> entries, std::uint32_t winners, std::string beacon) {
    Draw result{.commitment = commitment(seed),
                .root = merkle_root(entries),
                .seed = seed,
                .beacon = std::move(beacon),
                .entries = std::move(entries)};
    result.winners = winners_of(result, std::min<std::size_t>(winners, result.entries.size()));
    return result;
}

bool verify(const Draw& draw) {
    std::unordered_set<std::string_view> entrants;
    for (const Entry& entry : draw.entries) entrants.insert(entry.entrant);
    return entrants.size() == draw.entries.size() && draw.winners.size() <= draw.entries.size() &&
           draw.commitment == commitment(draw.seed) && draw.root == merkle_root(draw.entries) &&
           draw.winners == winners_of(draw, draw.winners.size());
}

}  // namespace canyu::allocation
