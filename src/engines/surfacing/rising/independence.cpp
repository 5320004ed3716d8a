// Persons are taken in canonical order; buckets of those before answer what each shares with them.
#include "engines/surfacing/rising/independence.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <tuple>
#include <utility>

#include "engines/surfacing/rising/shared_traces.hpp"

namespace canyu::surfacing {
namespace {

// Everything one person did, as one trace: the first act, and the words that are most their own.
Trace one_of(std::span<const Trace* const> acts) {
    Trace one = *acts.front();
    for (const Trace* act : acts.subspan(1)) {
        if (!one.born) one.born = act->born;
        if (!one.referrer) one.referrer = act->referrer;
        if (one.network == 0) one.network = act->network;
        if (act->deeds.size() > one.deeds.size()) one.deeds = act->deeds;
        if (act->copied && (!one.copied || *act->copied < *one.copied)) {
            one.copied = act->copied;
            one.copied_from = act->copied_from;
        }
        one.copies = std::max(one.copies, act->copies);
        one.known_group = std::max(one.known_group, act->known_group);
    }
    return one;
}

bool is_before(const Trace* a, const Trace* b) {
    if (a->person != b->person) return a->person < b->person;
    const auto rest = [](const Trace* act) {
        return std::tuple(act->acted, act->network, act->referrer, act->copied, act->copied_from);
    };
    return rest(a) < rest(b);
}

std::vector<Trace> one_a_person(std::span<const Trace> traces) {
    std::vector<const Trace*> acts(traces.size());
    std::iota(acts.begin(), acts.end(), traces.data());
    std::ranges::sort(acts, is_before);
    std::vector<Trace> persons;
    persons.reserve(acts.size());
    for (std::size_t begin = 0; begin < acts.size();) {
        std::size_t end = begin + 1;
        while (end < acts.size() && acts[end]->person == acts[begin]->person) ++end;
        persons.push_back(one_of(std::span(acts).subspan(begin, end - begin)));
        begin = end;
    }
    return persons;
}

// In canonical order, as places in `persons`.
std::vector<std::size_t> canonical_order(const std::vector<Trace>& persons) {
    std::vector<std::size_t> order(persons.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::sort(order, {}, [&](std::size_t at) { return std::pair(persons[at].acted, at); });
    return order;
}

class Crowd {
  public:
    Crowd(std::span<const Time> births, const IndependenceOptions& options)
        : options_(options), births_(births, options), deeds_(options.together) {}

    Standing hear(const Trace& one) {
        Standing standing{.person = one.person};
        Shared strongest;
        double own = 1;
        const auto share = [&](double& trace, Shared shared) {
            trace = shared.correlation;
            own *= 1 - shared.correlation;
            if (shared.correlation > strongest.correlation) strongest = shared;
        };
        if (one.copied) share(standing.copied, {*one.copied, one.copied_from});
        if (one.network != 0)
            share(standing.same_network, networks_.add(one.network, one.person, options_.network_allowed));
        if (one.referrer)
            share(standing.same_referrer,
                  referrers_.add(one.referrer, one.person, options_.referrer_allowed));
        if (!one.deeds.empty()) share(standing.acted_together, deeds_.add(one.person, one.deeds));
        if (one.born) standing.born_together = births_.add(*one.born);
        if (one.known_group)
            if (const Shared known = known_groups_.add(one.known_group, one.person, 1); known.with) {
                strongest = {1, known.with};
                own = 0;
            }
        standing.independence = std::pow(own, 1 + standing.born_together);
        standing.held = 1 - standing.independence >= options_.held_from;
        if (standing.held && strongest.with) groups_.join(one.person, strongest.with);
        return standing;
    }

    Groups& groups() { return groups_; }

  private:
    const IndependenceOptions& options_;
    SharedBirths births_;
    SharedDeeds deeds_;
    Marks<std::uint64_t> networks_;
    Marks<Id> referrers_;
    Marks<Id> known_groups_;
    Groups groups_;
};

bool is_newcomer(const Trace& one, const IndependenceOptions& options) {
    return one.born && one.acted - *one.born < options.newcomer_for;
}

}  // namespace

double chance_of(std::int64_t voices, Milliseconds lived, const IndependenceOptions& options) {
    return static_cast<double>(voices) * static_cast<double>(options.together.count()) /
           static_cast<double>(std::max(lived, options.least_life).count());
}

std::vector<Standing> standings(std::span<const Trace> traces, std::span<const Time> births,
                                const IndependenceOptions& options) {
    const std::vector<Trace> persons = one_a_person(traces);
    const std::vector<std::size_t> order = canonical_order(persons);
    Crowd crowd(births, options);
    std::vector<Standing> result;
    result.reserve(persons.size());
    for (const std::size_t at : order) result.push_back(crowd.hear(persons[at]));
    FlatMap<Id, std::int64_t> held_in;
    for (Standing& standing : result) {
        standing.group = crowd.groups().root(standing.person);
        if (standing.held) ++held_in[standing.group];
    }
    for (std::size_t i = 0; i < order.size(); ++i) {
        const Trace& person = persons[order[i]];
        const auto held = held_in.find(result[i].group);
        const bool in_mob = held != held_in.end() && held->second >= options.mob_from;
        if ((in_mob || person.copies >= options.mob_from) && is_newcomer(person, options))
            result[i].held = true;
    }
    return result;
}

}  // namespace canyu::surfacing
