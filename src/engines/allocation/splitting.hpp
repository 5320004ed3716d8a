// Money split into whole coins among n, as a red packet is.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engines/allocation/numbers.hpp"
#include "engines/allocation/terms.hpp"

namespace canyu::allocation {

// What each of `shares` gets of `total` coins, in the order of coming: at least one coin each, `total` all
// together. Expects 1 <= shares <= total.
//
// `random` takes one of all ways to write the total as a sum of that many positive numbers, each as likely as
// any other: the coins lie in a row, and shares - 1 of the total - 1 gaps between them are cut ("stars and
// bars", Feller 1968, An Introduction to Probability Theory and Its Applications, II.5). Exchanging two
// places turns each way into another one, so every place has the same distribution, and the same expectation:
// whoever comes first and whoever comes last. The cuts are drawn with Floyd's algorithm (Bentley and Floyd
// 1987).
//
// `equal` gives everyone total / shares, and the coins that remain to different ones, every set of them as
// likely as any other; so again all places have the same distribution.
std::vector<std::int64_t> split(Split how, std::int64_t total, std::uint32_t shares, Numbers& numbers);

// The place of the largest share, the first of several. Expects one at least.
std::size_t luckiest(std::span<const std::int64_t> shares);

}  // namespace canyu::allocation
