#include "features/demand/crowd.hpp"

#include <algorithm>
#include <ranges>

namespace canyu::demand {
namespace {

using surfacing::Deed;
using surfacing::IndependenceOptions;
using surfacing::Trace;

// A person's deeds before the first word here: who acts alike is found among the latest.
constexpr std::size_t compared_deeds = 8;
// So many people with so many deeds from one network: it is one that many share, and tells nothing.
constexpr std::int64_t people_sharing = 3;
constexpr std::int64_t deeds_of_a_regular = 5;

// Calls `add` with what is in `now` and was not in `before`, both in the same order. False when something is
// gone.
template <class Row>
bool compare(const std::vector<Row>& before, const std::vector<Row>& now, const auto& add) {
    std::size_t seen = 0;
    for (const Row& row : now) {
        if (seen < before.size() && before[seen] == row)
            ++seen;
        else
            add(row);
    }
    return seen == before.size();
}

void for_each_act(const Spoke& spoke, const auto& visit) {
    for (const report::Spoken& one : spoke.reports) visit(one.person, one.at);
    for (const report::Said& one : spoke.supports) visit(one.person, one.at);
    for (const report::Said& one : spoke.not_me) visit(one.person, one.at);
}

}  // namespace

Judgement Crowd::judge(db::Reader& reader, const Spoke& spoke, std::span<const Time> births) {
    Judgement judged;
    const auto acts = added(spoke);
    if (acts && hear(reader, *acts, births)) {
        judged.acted.emplace();
        for (const Act& act : *acts) judged.acted->push_back(act.person);
    } else {
        hear_all(reader, spoke, births);
    }
    spoke_ = spoke;
    judged.standings = hearing_.standings();
    return judged;
}

std::optional<std::vector<Crowd::Act>> Crowd::added(const Spoke& spoke) const {
    std::vector<Act> acts;
    const auto add = [&](const report::Said& one) { acts.push_back({one.person, one.at}); };
    const auto add_silent = [&](const report::Said& one) {
        acts.push_back({.person = one.person, .at = one.at, .silent = true});
    };
    const bool stands =
        compare(spoke_.reports, spoke.reports,
                [&](const report::Spoken& one) { acts.push_back({one.person, one.at, true}); }) &&
        compare(spoke_.supports, spoke.supports, add_silent) && compare(spoke_.not_me, spoke.not_me, add);
    if (!stands) return std::nullopt;
    return acts;
}

bool Crowd::hear(db::Reader& reader, std::span<const Act> acts, std::span<const Time> births) {
    for (const Act& act : acts) {
        const auto known = people_.find(act.person);
        if (act.with_words || people_.empty() || act.at < begun_) return false;
        if (known != people_.end()) {
            // A support tells nothing more of who spoke before; a "not me" may end their silence.
            if (act.at < known->second.first_act || !act.silent) return false;
            continue;
        }
        read(reader, {{act.person, act.at}});
        const std::int64_t network = people_.at(act.person).network;
        if (network != 0 && !shared_.contains(network) && networks_.at(network) > 1 &&
            is_shared(reader, network))
            return false;
        if (!hearing_.hear(trace(act.person, act.at, act.silent), births)) return false;
    }
    return true;
}

void Crowd::hear_all(db::Reader& reader, const Spoke& spoke, std::span<const Time> births) {
    FirstActs first_acts;
    for_each_act(spoke, [&](Id person, Time at) {
        Time& first = first_acts.try_emplace(person, at).first->second;
        first = std::min(first, at);
    });
    begun_ = first_acts.empty() ? Time{} : std::ranges::min(first_acts | std::views::values);
    std::erase_if(people_, [&](const auto& known) {
        const auto first = first_acts.find(known.first);
        return first == first_acts.end() || first->second != known.second.first_act;
    });
    FirstActs unread;
    for (const auto& [person, at] : first_acts)
        if (!people_.contains(person)) unread.emplace(person, at);
    networks_.clear();
    for (const Known& known : people_ | std::views::values) ++networks_[known.network];
    read(reader, unread);
    shared_.clear();
    for (const auto& [network, count] : networks_)
        if (network != 0 && count > 1 && is_shared(reader, network)) shared_.insert(network);

    std::vector<Trace> traces;
    for (const report::Spoken& one : spoke.reports) {
        Trace& with_words = traces.emplace_back(trace(one.person, one.at));
        with_words.copied = one.copied;
        with_words.copied_from = one.copied_from.value_or(Id{});
        with_words.copies = one.copiers;
    }
    for (const report::Said& one : spoke.supports) traces.push_back(trace(one.person, one.at, true));
    for (const report::Said& one : spoke.not_me) traces.push_back(trace(one.person, one.at));
    hearing_ = surfacing::hear_all(traces, births);
}

void Crowd::read(db::Reader& reader, const FirstActs& first_acts) {
    const auto ids = first_acts | std::views::keys;
    for (const auto& [person, at] : first_acts) people_[person].first_act = at;
    for (const people::Origin& origin : people::origins(reader, {ids.begin(), ids.end()})) {
        if (origin.imported) continue;
        Known& known = people_.at(origin.id);
        known.born = origin.joined_at;
        known.network = origin.network;
    }
    for (const Id person : ids) ++networks_[people_.at(person).network];
    read_deeds(reader, first_acts);
}

// The latest of each person before their first act here; of who is imported nobody knows when it was.
void Crowd::read_deeds(db::Reader& reader, const FirstActs& first_acts) {
    std::vector<Id> people;
    for (const auto& [person, at] : first_acts)
        if (people_.at(person).born) people.push_back(person);
    std::vector<report::Said> said = report::said_by(reader, people, product_);
    const std::vector<report::Said> supports = store::supports_by(reader, people, product_);
    said.insert(said.end(), supports.begin(), supports.end());
    std::ranges::sort(said, std::ranges::greater{},
                      [](const report::Said& one) { return std::pair(one.at, one.demand); });
    std::vector<Id> demands;
    for (const report::Said& one : said) {
        if (one.demand == demand_ || one.at > first_acts.at(one.person)) continue;
        std::vector<Deed>& deeds = people_.at(one.person).deeds;
        if (deeds.size() >= compared_deeds) continue;
        deeds.push_back({one.demand, one.at});
        demands.push_back(one.demand);
    }
    std::ranges::sort(demands);
    demands.erase(std::ranges::unique(demands).begin(), demands.end());
    std::unordered_map<Id, store::Life> lives;
    for (const store::Life& life : store::lives(reader, demands)) lives[life.id] = life;
    for (const Id person : people) {
        std::vector<Deed>& deeds = people_.at(person).deeds;
        for (Deed& deed : deeds) {
            const store::Life& life = lives.at(deed.demand);
            deed.chance = surfacing::chance_of(life.people, deed.at - life.created_at);
        }
        std::ranges::reverse(deeds);
    }
}

bool Crowd::is_shared(db::Reader& reader, std::int64_t network) const {
    const std::vector<Id> joined =
        people::joined_from(reader, network, begun_ - IndependenceOptions{}.newcomer_for);
    return std::ranges::count_if(participation::count_all(reader, joined), [](const auto& deeds) {
               return deeds.second >= deeds_of_a_regular;
           }) >= people_sharing;
}

Trace Crowd::trace(Id person, Time at, bool silent) const {
    const Known& known = people_.at(person);
    const bool tells = !shared_.contains(known.network);
    return {.person = person,
            .acted = at,
            .born = known.born,
            .network = tells ? static_cast<std::uint64_t>(known.network) : 0,
            .deeds = known.deeds,
            .silent = silent};
}

}  // namespace canyu::demand
