#include "features/demand/trust.hpp"

#include <algorithm>
#include <cmath>

#include "features/participation/participation.hpp"
#include "features/people/people.hpp"

namespace canyu::demand {
namespace {

constexpr double of_age = 0.35;
constexpr double of_deeds = 0.35;
constexpr double half_age = 14;  // days
constexpr double half_deeds = 5;

double approach(double amount, double half) {
    return 1 - std::exp2(-std::max(amount, 0.0) / half);
}

}  // namespace

double trust(Milliseconds age, std::int64_t deeds) {
    const double days =
        static_cast<double>(age.count()) / static_cast<double>(Milliseconds(std::chrono::days(1)).count());
    return least_trust + of_age * approach(days, half_age) +
           of_deeds * approach(static_cast<double>(deeds), half_deeds);
}

std::unordered_map<Id, double> TrustBook::of(db::Reader& reader, const std::vector<Id>& people, Time now) {
    std::unordered_map<Id, double> trusts;
    for (const auto& [person, deeds] : participation::count_all(reader, people))
        trusts[person] = trust(now - joined_at(reader, person, now), deeds);
    return trusts;
}

Time TrustBook::joined_at(db::Reader& reader, Id person, Time now) {
    {
        const std::lock_guard lock(mutex_);
        if (const auto known = joined_.find(person); known != joined_.end()) return known->second;
    }
    const auto found = people::find(reader, person);
    if (!found) return now;
    const std::lock_guard lock(mutex_);
    joined_[person] = found->joined_at;
    return found->joined_at;
}

}  // namespace canyu::demand
