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

std::vector<double> TrustBook::of(db::Reader& reader, std::span<const Id> people, Time now) {
    count(reader, {people.begin(), people.end()});
    return trusts(people, now);
}

std::vector<double> TrustBook::lately(db::Reader& reader, std::span<const Id> people,
                                      std::span<const Id> acted, Time now) {
    std::vector<Id> counted(acted.begin(), acted.end());
    {
        const std::lock_guard lock(mutex_);
        for (const Id person : people)
            if (!known_.contains(person)) counted.push_back(person);
    }
    count(reader, std::move(counted));
    return trusts(people, now);
}

void TrustBook::count(db::Reader& reader, std::vector<Id> people) {
    std::ranges::sort(people);
    people.erase(std::ranges::unique(people).begin(), people.end());
    std::vector<Id> unknown;
    {
        const std::lock_guard lock(mutex_);
        for (const Id person : people)
            if (const auto found = known_.find(person); found == known_.end() || !found->second.joined_at)
                unknown.push_back(person);
    }
    const std::vector<people::Origin> joined = people::origins(reader, unknown);
    const auto deeds = participation::count_all(reader, people);
    const std::lock_guard lock(mutex_);
    for (const auto& [person, count] : deeds) known_[person].deeds = count;
    for (const people::Origin& origin : joined) known_[origin.id].joined_at = origin.joined_at;
}

std::vector<double> TrustBook::trusts(std::span<const Id> people, Time now) const {
    std::vector<double> trusts;
    trusts.reserve(people.size());
    const std::lock_guard lock(mutex_);
    for (const Id person : people) {
        const Basis& basis = known_.at(person);
        trusts.push_back(trust(now - basis.joined_at.value_or(now), basis.deeds));
    }
    return trusts;
}

double trust_of(db::Reader& reader, Id person, Time now) {
    return TrustBook().of(reader, std::array{person}, now).front();
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
