// Persons are taken one trace each, in canonical order.
#include "engines/surfacing/rising/independence.hpp"

#include <algorithm>
#include <numeric>
#include <tuple>
#include <utility>

#include "engines/surfacing/rising/hearing.hpp"

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
        one.silent = one.silent && act->silent;
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

}  // namespace

double chance_of(std::int64_t voices, Milliseconds lived, const IndependenceOptions& options) {
    return static_cast<double>(voices) * static_cast<double>(options.together.count()) /
           static_cast<double>(std::max(lived, options.least_life).count());
}

Hearing hear_all(std::span<const Trace> traces, std::span<const Time> births,
                 const IndependenceOptions& options) {
    const std::vector<Trace> persons = one_a_person(traces);
    Hearing hearing(options);
    for (const std::size_t at : canonical_order(persons)) hearing.hear(persons[at], births);
    return hearing;
}

std::vector<Standing> standings(std::span<const Trace> traces, std::span<const Time> births,
                                const IndependenceOptions& options) {
    return hear_all(traces, births, options).standings();
}

}  // namespace canyu::surfacing
