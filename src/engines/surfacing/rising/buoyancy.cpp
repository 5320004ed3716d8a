// Buoyancy as a sum over persons, told as a product of means.
#include "engines/surfacing/rising/buoyancy.hpp"

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

namespace canyu::surfacing {
namespace {

struct Person {
    Id id;
    Time first;
    Time last;
    double trust;
    double independence;
    double severity;
    Id segment;
    bool held;
    bool not_me;
};

Person person_of(const Voice& voice) {
    return {voice.person,   voice.said,    voice.said, voice.trust, voice.independence,
            voice.severity, voice.segment, voice.held, voice.not_me};
}

void add(Person& person, const Voice& voice) {
    // Of two words at the same time "me too" is the one that is heard.
    if (voice.said > person.last || (voice.said == person.last && !voice.not_me))
        person.not_me = voice.not_me;
    person.first = std::min(person.first, voice.said);
    person.last = std::max(person.last, voice.said);
    person.trust = std::max(person.trust, voice.trust);
    person.independence = std::max(person.independence, voice.independence);
    person.severity = std::max(person.severity, voice.severity);
    person.segment = std::max(person.segment, voice.segment);
    person.held = person.held && voice.held;
}

// In the order of ids: the sums below must not depend on the order of the voices.
std::vector<Person> persons_heard(std::span<const Voice> voices, Time now) {
    std::vector<const Voice*> heard;
    heard.reserve(voices.size());
    for (const Voice& voice : voices)
        if (voice.said <= now) heard.push_back(&voice);
    std::ranges::sort(heard, {}, &Voice::person);
    std::vector<Person> persons;
    persons.reserve(heard.size());
    for (const Voice* voice : heard) {
        if (persons.empty() || persons.back().id != voice->person)
            persons.push_back(person_of(*voice));
        else
            add(persons.back(), *voice);
    }
    return persons;
}

double share(double part, double whole) {
    return whole > 0 ? part / whole : 0;
}

// Sums over the persons who are believed, each within the one before.
struct Sums {
    double effective = 0;
    double trusted = 0;
    double left = 0;      // of the trusted after decay
    double left_new = 0;  // of those, new people
    double risen = 0;     // left, new people twice
    double severe = 0;    // risen by severity
    double against = 0;   // trusted effective people who say "not me"
    std::vector<std::pair<Id, double>> by_segment;
    std::vector<Time> joined;
};

// Shares of segments by weight; summed in the order of segments.
double simpson_index(std::vector<std::pair<Id, double>>& by_segment, double whole) {
    std::ranges::stable_sort(by_segment, {}, &std::pair<Id, double>::first);
    double index = 0;
    for (std::size_t i = 0; i < by_segment.size();) {
        double weight = 0;
        const Id segment = by_segment[i].first;
        for (; i < by_segment.size() && by_segment[i].first == segment; ++i) weight += by_segment[i].second;
        index += share(weight, whole) * share(weight, whole);
    }
    return index;
}

// Who has the wish and is not held; the founder is the first of them, the smaller id among equals.
const Person* founder_of(const std::vector<Person>& persons) {
    const Person* founder = nullptr;
    for (const Person& person : persons)
        if (!person.held && !person.not_me && (founder == nullptr || person.first < founder->first))
            founder = &person;
    return founder;
}

void count(Sums& sums, const Person& person, bool is_new, Time now, const BuoyancyOptions& options) {
    const double half_lives =
        static_cast<double>((now - person.last).count()) / static_cast<double>(options.half_life.count());
    const double remaining = person.independence * person.trust * std::exp2(-half_lives);
    const double risen = is_new ? 2 * remaining : remaining;
    const double severe = risen * std::clamp(person.severity, 1.0, options.severest);
    sums.effective += person.independence;
    sums.trusted += person.independence * person.trust;
    sums.left += remaining;
    if (is_new) sums.left_new += remaining;
    sums.risen += risen;
    sums.severe += severe;
    sums.by_segment.emplace_back(person.segment, severe);
    sums.joined.push_back(person.first);
}

void fill(Factors& result, Sums& sums, Time now, const BuoyancyOptions& options) {
    std::ranges::sort(sums.joined);
    const Burst rush = burst(sums.joined, now, options.burst);
    result.burst_since = rush.since;
    result.burst = rush.since ? options.burst_lift : 1;
    result.effective_people = sums.effective;
    result.trust = share(sums.trusted, sums.effective);
    result.recency = share(sums.left, sums.trusted);
    result.velocity = sums.joined.empty() ? 0 : 1 + share(sums.left_new, sums.left);
    if (sums.severe > 0) {
        const double index = simpson_index(sums.by_segment, sums.severe);
        result.severity = sums.severe / sums.risen;
        result.segments = 1 / index;
        result.breadth = 1 + options.widest * (1 - index);
    }
    if (sums.against > 0 && sums.trusted > 0)
        result.agreement = wilson_bound(sums.trusted, sums.trusted + sums.against, options.certainty) /
                           wilson_bound(sums.trusted, sums.trusted, options.certainty);
    result.buoyancy = result.effective_people * result.trust * result.recency * result.velocity *
                      result.severity * result.breadth * result.agreement * result.burst;
}

}  // namespace

double wilson_bound(double positive, double total, double certainty) {
    if (total <= 0) return 0;
    const double z2 = certainty * certainty;
    const double part = positive / total;
    const double margin = certainty * std::sqrt((part * (1 - part) + z2 / (4 * total)) / total);
    return std::max(0.0, (part + z2 / (2 * total) - margin) / (1 + z2 / total));
}

Factors factors(std::span<const Voice> voices, Time now, const BuoyancyOptions& options) {
    const std::vector<Person> persons = persons_heard(voices, now);
    const Person* const founder = founder_of(persons);
    Factors result;
    Sums sums;
    for (const Person& person : persons) {
        if (person.not_me) {
            if (person.held) continue;
            ++result.not_me;
            sums.against += person.independence * person.trust;
            continue;
        }
        ++result.people;
        result.first_said = result.first_said ? std::min(*result.first_said, person.first) : person.first;
        result.last_said = result.last_said ? std::max(*result.last_said, person.last) : person.last;
        if (person.held) {
            ++result.held;
            continue;
        }
        const bool is_new = &person != founder && now - person.first < options.velocity_window;
        result.new_people += is_new ? 1 : 0;
        count(sums, person, is_new, now, options);
    }
    fill(result, sums, now, options);
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
