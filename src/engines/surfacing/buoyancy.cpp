// Buoyancy as a sum over persons, told as a product of means.
#include "engines/surfacing/buoyancy.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

namespace canyu::surfacing {
namespace {

struct Person {
    Id id;
    Time first;
    Time last;
    double trust;
    double independence;
};

// In the order of ids: the sums below must not depend on the order of the voices.
std::vector<Person> persons_heard(std::span<const Voice> voices, Time now) {
    std::vector<Voice> heard;
    std::ranges::copy_if(voices, std::back_inserter(heard),
                         [&](const Voice& voice) { return voice.said <= now; });
    std::ranges::sort(heard, {}, &Voice::person);
    std::vector<Person> persons;
    for (const Voice& voice : heard) {
        if (persons.empty() || persons.back().id != voice.person) {
            persons.push_back({voice.person, voice.said, voice.said, voice.trust, voice.independence});
            continue;
        }
        Person& person = persons.back();
        person.first = std::min(person.first, voice.said);
        person.last = std::max(person.last, voice.said);
        person.trust = std::max(person.trust, voice.trust);
        person.independence = std::max(person.independence, voice.independence);
    }
    return persons;
}

double share(double part, double whole) {
    return whole > 0 ? part / whole : 0;
}

}  // namespace

Factors factors(std::span<const Voice> voices, Time now, const BuoyancyOptions& options) {
    const std::vector<Person> persons = persons_heard(voices, now);
    const auto founder =
        std::ranges::min_element(persons, {}, &Person::first);  // the smaller id among equals
    Factors result;
    double trusted = 0;
    double left = 0;      // of the trusted after decay
    double left_new = 0;  // of those, new people
    for (const Person& person : persons) {
        const double half_lives =
            static_cast<double>((now - person.last).count()) / static_cast<double>(options.half_life.count());
        const double remaining = person.independence * person.trust * std::exp2(-half_lives);
        const bool is_new = person.id != founder->id && now - person.first < options.velocity_window;
        result.effective_people += person.independence;
        trusted += person.independence * person.trust;
        left += remaining;
        if (is_new) left_new += remaining;
        result.new_people += is_new ? 1 : 0;
        result.first_said = founder->first;
        result.last_said = result.last_said ? std::max(*result.last_said, person.last) : person.last;
    }
    result.people = static_cast<std::int64_t>(persons.size());
    result.trust = share(trusted, result.effective_people);
    result.recency = share(left, trusted);
    result.velocity = persons.empty() ? 0 : 1 + share(left_new, left);
    result.buoyancy = result.effective_people * result.trust * result.recency * result.velocity;
    return result;
}

Waterline waterline(std::span<const double> buoyancies, std::size_t capacity) {
    std::vector<double> sorted(buoyancies.begin(), buoyancies.end());
    std::ranges::sort(sorted, std::greater{});
    Waterline line;
    if (capacity < sorted.size()) line.level = sorted[capacity];
    line.surfaced = static_cast<std::size_t>(
        std::ranges::count_if(sorted, [&](double buoyancy) { return buoyancy > line.level; }));
    return line;
}

std::optional<std::int64_t> quiet_days_to_sink(std::span<const Voice> voices, Time now, double level,
                                               const BuoyancyOptions& options) {
    const auto floats_after = [&](std::int64_t days) {
        return factors(voices, now + std::chrono::days(days), options).buoyancy > level;
    };
    const double buoyancy = factors(voices, now, options).buoyancy;
    if (buoyancy <= level) return 0;
    if (level <= 0) return std::nullopt;
    // Quiet only lowers buoyancy, and decay alone has brought it under the level by `sunk`.
    const double half_life_days = static_cast<double>(options.half_life.count()) /
                                  static_cast<double>(Milliseconds(std::chrono::days(1)).count());
    std::int64_t afloat = 0;
    std::int64_t sunk =
        static_cast<std::int64_t>(std::ceil(std::log2(buoyancy / level) * half_life_days)) + 1;
    while (sunk - afloat > 1) {
        const std::int64_t middle = afloat + (sunk - afloat) / 2;
        (floats_after(middle) ? afloat : sunk) = middle;
    }
    return sunk;
}

}  // namespace canyu::surfacing
