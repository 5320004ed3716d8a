// Slots of time, and who stands in them.
#include "engines/surfacing/rising/shared_traces.hpp"

#include <algorithm>

namespace canyu::surfacing {
namespace {

// The usual sign-ups are those of four weeks, without the last day, which may belong to the burst itself.
constexpr std::chrono::days usual_from{29};
constexpr std::chrono::days usual_until{1};
// Of those who acted within the same minutes so many are compared; who acts alike is found among the latest.
constexpr std::size_t compared_actors = 32;

std::uint64_t key_of(Id demand, std::int64_t slot) {
    constexpr std::uint64_t odd = 0x9e3779b97f4a7c15U;  // Fibonacci hashing (Knuth 1973)
    return static_cast<std::uint64_t>(demand.value) * odd ^ static_cast<std::uint64_t>(slot);
}

}  // namespace

Id Groups::root(Id person) {
    for (auto found = parents_.find(person); found != parents_.end();) {
        person = found->second;
        const auto next = parents_.find(person);
        if (next != parents_.end()) found->second = next->second;  // path halving
        found = next;
    }
    return person;
}

void Groups::join(Id a, Id b) {
    const Id first = root(a);
    const Id second = root(b);
    if (first != second) parents_[std::max(first, second)] = std::min(first, second);
}

Shared SharedDeeds::add(Id person, std::span<const Deed> deeds) {
    met_.clear();
    for (const Deed& deed : deeds) {
        const std::int64_t slot = slot_of(deed);
        const bool early = to_milliseconds(deed.at) - slot * slot_length() < together_.count();
        meet(deed, slot);
        meet(deed, early ? slot - 1 : slot + 1);
    }
    for (const Deed& deed : deeds) {
        const auto [head, is_first] = heads_.try_emplace(key_of(deed.demand, slot_of(deed)), none);
        acts_.push_back({person, deed.at, head->second});
        head->second = acts_.size() - 1;
    }
    return most_alike(deeds.size());
}

std::int64_t SharedDeeds::slot_of(const Deed& deed) const {
    return to_milliseconds(deed.at) / slot_length();
}

void SharedDeeds::meet(const Deed& deed, std::int64_t slot) {
    const auto head = heads_.find(key_of(deed.demand, slot));
    if (head == heads_.end()) return;
    std::size_t at = head->second;
    for (std::size_t compared = 0; at != none && compared < compared_actors; ++compared) {
        const Acted& act = acts_[at];
        if (std::chrono::abs(deed.at - act.at) <= together_)
            met_.push_back({act.person, deed.demand, std::max(0.0, 1 - deed.chance)});
        at = act.before;
    }
}

// Of one deed more than there are: a single meeting is half an accident. A demand counts once.
Shared SharedDeeds::most_alike(std::size_t deeds) {
    std::ranges::sort(met_, {}, [](const Meeting& one) { return std::pair(one.other, one.demand); });
    Shared best;
    for (std::size_t i = 0; i < met_.size();) {
        const Id other = met_[i].other;
        double alike = 0;
        for (Id demand; i < met_.size() && met_[i].other == other; ++i) {
            if (met_[i].demand != demand) alike += met_[i].weight;
            demand = met_[i].demand;
        }
        if (alike > best.correlation) best = {alike, other};
    }
    best.correlation /= static_cast<double>(deeds) + 1;
    return best;
}

double SharedBirths::add(Time born, std::span<const Time> product) {
    const std::int64_t length = options_.born_together.count();
    const std::int64_t slot = to_milliseconds(born) / length;
    double near = 0;
    for (std::int64_t at = slot - 1; at <= slot + 1; ++at)
        if (const auto found = seen_.find(at); found != seen_.end()) near += found->second.people;
    Slot& here = seen_[slot];
    ++here.people;
    if (near == 0) return 0;
    if (!here.usual) here.usual = usual(time_from_milliseconds(slot * length), product);
    return near / (near + *here.usual + options_.births_allowed);
}

double SharedBirths::usual(Time begin, std::span<const Time> product) const {
    const auto births = std::ranges::lower_bound(product, begin - usual_until) -
                        std::ranges::lower_bound(product, begin - usual_from);
    const double slots = static_cast<double>(Milliseconds(usual_from - usual_until).count()) /
                         static_cast<double>(3 * options_.born_together.count());
    return static_cast<double>(births) / slots;
}

}  // namespace canyu::surfacing
