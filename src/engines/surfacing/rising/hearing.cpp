// Buckets of those before answer what each person shares with them.
#include "engines/surfacing/rising/hearing.hpp"

#include <cmath>
#include <cstddef>

namespace canyu::surfacing {

bool Hearing::hear(const Trace& one, std::span<const Time> births) {
    if (!heard_.empty() &&
        std::pair(one.acted, one.person) <= std::pair(heard_.back().acted, heard_.back().standing.person))
        return false;
    const Standing standing = judge(one, births);
    const bool newcomer = one.born && one.acted - *one.born < options_.newcomer_for;
    heard_.push_back({standing, one.acted, newcomer, one.copies >= options_.mob_from, one.silent});
    return true;
}

Standing Hearing::judge(const Trace& one, std::span<const Time> births) {
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
        share(standing.same_referrer, referrers_.add(one.referrer, one.person, options_.referrer_allowed));
    if (!one.deeds.empty()) share(standing.acted_together, deeds_.add(one.person, one.deeds));
    if (one.born) standing.born_together = births_.add(*one.born, births);
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

std::vector<Standing> Hearing::standings() {
    std::vector<Standing> all;
    all.reserve(heard_.size());
    for (const Heard& one : heard_) {
        all.push_back(one.standing);
        all.back().group = groups_.root(one.standing.person);
    }
    hold_mobs(all);
    hold_silent(all);
    return all;
}

void Hearing::hold_mobs(std::vector<Standing>& all) const {
    FlatMap<Id, std::int64_t> held_in;
    for (const Standing& one : all)
        if (one.held) ++held_in[one.group];
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (!heard_[i].newcomer || all[i].held) continue;
        const auto held = held_in.find(all[i].group);
        const bool in_mob = held != held_in.end() && held->second >= options_.mob_from;
        all[i].held = in_mob || heard_[i].copied_by_many;
    }
}

void Hearing::hold_silent(std::vector<Standing>& all) const {
    const auto is_silent = [&](std::size_t i) { return heard_[i].newcomer && heard_[i].silent; };
    double silent = 0;
    double carry = 0;
    for (std::size_t i = 0; i < all.size(); ++i)
        if (is_silent(i))
            silent += all[i].held ? 0 : 1;
        else
            carry += all[i].held ? 0 : all[i].independence;
    if (silent <= options_.silent_allowed + options_.silent_for_each * carry) return;
    for (std::size_t i = 0; i < all.size(); ++i)
        if (is_silent(i)) all[i].held = true;
}

}  // namespace canyu::surfacing
