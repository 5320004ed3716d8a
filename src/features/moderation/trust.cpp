// How far a person is trusted: as a weight of their words, as a level, and what each level may do.
#include <algorithm>
#include <array>
#include <cmath>

#include "features/moderation/store.hpp"
#include "features/participation/participation.hpp"
#include "features/reading/reading.hpp"

namespace canyu::moderation {
namespace {

constexpr double of_age = 0.35;
constexpr double of_deeds = 0.35;
constexpr double half_age = 14;  // days
constexpr double half_deeds = 5;
constexpr std::chrono::days declined_counts_for{90};
constexpr double for_declined = 2;
constexpr double for_approved = 1;

// By level. Nobody needs anything to be a newcomer.
constexpr std::array<Needed, 4> needs{{{0, 0, -1e9}, {5, 2, 0}, {30, 10, 3}, {100, 30, 10}}};
constexpr std::array<Limits, 4> limits{
    {{10, 20, 2, 5}, {20, 40, 5, 10}, {40, 80, 10, 20}, {80, 160, 20, 50}}};

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

double trust_of(db::Reader& reader, Id person, Time now) {
    return TrustBook().of(reader, {person}, now).at(person);
}

Record record_of(db::Reader& reader, Id person, Time now) {
    const reading::Record read = reading::record_of(reader, person);
    const participation::Activity done = participation::activity(reader, person);
    return {read.topics + done.deeds, std::max(read.days, done.days), read.helpful,
            store::count_declined(reader, person, now - declined_counts_for),
            store::is_trusted(reader, person)};
}

double points(const Record& record) {
    return record.helpful - for_declined * static_cast<double>(record.declined) +
           (record.approved ? for_approved : 0);
}

Needed needed_for(Level level) {
    return needs.at(static_cast<std::size_t>(level));
}

Level level_of(const Record& record) {
    Level reached = Level::newcomer;
    for (const Level level : {Level::member, Level::regular, Level::trusted}) {
        const Needed needed = needed_for(level);
        if (record.steps >= needed.steps && record.days >= needed.days && points(record) >= needed.points)
            reached = level;
    }
    return record.approved ? std::max(reached, Level::member) : reached;
}

Limits limits_of(Level level) {
    return limits.at(static_cast<std::size_t>(level));
}

double flag_weight(double trust, std::int64_t upheld, std::int64_t decided) {
    return trust * static_cast<double>(upheld + 1) / static_cast<double>(decided + 3);
}

}  // namespace canyu::moderation
