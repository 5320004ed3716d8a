#include "engines/allocation/splitting.hpp"

#include <algorithm>
#include <unordered_set>

#include "base/check.hpp"

namespace canyu::allocation {
namespace {

// `count` different numbers below `bound`, ascending; every set is as likely as any other.
std::vector<std::uint64_t> distinct_numbers(std::uint64_t bound, std::uint32_t count, Numbers& numbers) {
    std::unordered_set<std::uint64_t> chosen;
    chosen.reserve(count);
    for (std::uint64_t last = bound - count; last < bound; ++last)
        if (!chosen.insert(numbers.below(last + 1)).second) chosen.insert(last);
    std::vector<std::uint64_t> ascending(chosen.begin(), chosen.end());
    std::ranges::sort(ascending);
    return ascending;
}

}  // namespace

std::vector<std::int64_t> split(Split how, std::int64_t total, std::uint32_t shares, Numbers& numbers) {
    CANYU_CHECK(how != Split::none && shares >= 1 && total >= shares);
    if (how == Split::equal) {
        std::vector<std::int64_t> result(shares, total / shares);
        for (const std::uint64_t place :
             distinct_numbers(shares, static_cast<std::uint32_t>(total % shares), numbers))
            ++result[place];
        return result;
    }
    std::vector<std::int64_t> result;
    result.reserve(shares);
    std::int64_t before = 0;
    for (const std::uint64_t gap :
         distinct_numbers(static_cast<std::uint64_t>(total) - 1, shares - 1, numbers)) {
        const std::int64_t cut = static_cast<std::int64_t>(gap) + 1;
        result.push_back(cut - before);
        before = cut;
    }
    result.push_back(total - before);
    return result;
}

std::size_t luckiest(std::span<const std::int64_t> shares) {
    CANYU_CHECK(!shares.empty());
    return static_cast<std::size_t>(std::ranges::max_element(shares) - shares.begin());
}

}  // namespace canyu::allocation
