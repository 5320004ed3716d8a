#include "features/demand/independence.hpp"

#include <algorithm>
#include <ranges>
#include <unordered_map>
#include <unordered_set>

namespace canyu::demand {
namespace {

using surfacing::Deed;
using surfacing::IndependenceOptions;
using surfacing::Trace;

// A person's deeds before the first word here: who acts alike is found among the latest.
constexpr std::size_t compared_deeds = 8;
// So many people with so many deeds from one network: it is one that many share, and tells nothing.
constexpr std::size_t people_sharing = 3;
constexpr std::int64_t deeds_of_a_regular = 5;

// What is known of the people of one demand, read at once.
class Known {
  public:
    Known(db::Reader& reader, Id product, Id demand, const Spoke& spoke) : reader_(reader), demand_(demand) {
        for (const report::Spoken& one : spoke.reports) hear(one.person, one.at);
        for (const report::Said& one : spoke.supports) hear(one.person, one.at);
        for (const report::Said& one : spoke.not_me) hear(one.person, one.at);
        for (const people::Origin& origin : people::origins(reader, people_)) origins_[origin.id] = origin;
        forget_shared_networks();
        std::vector<report::Said> said = report::said_by(reader, people_, product);
        const std::vector<report::Said> supports = store::supports_by(reader, people_, product);
        said.insert(said.end(), supports.begin(), supports.end());
        read_deeds(said);
    }

    [[nodiscard]] Trace trace(Id person, Time at) const {
        Trace trace{.person = person, .acted = at};
        const auto origin = origins_.find(person);
        if (origin == origins_.end() || origin->second.imported) return trace;
        trace.born = origin->second.joined_at;
        trace.network = static_cast<std::uint64_t>(origin->second.network);
        if (const auto deeds = deeds_.find(person); deeds != deeds_.end()) trace.deeds = deeds->second;
        return trace;
    }

  private:
    void hear(Id person, Time at) {
        const auto [first, is_new] = first_acts_.try_emplace(person, at);
        if (is_new) people_.push_back(person);
        first->second = std::min(first->second, at);
    }

    [[nodiscard]] bool is_shared(std::int64_t network) const {
        const Time before =
            std::ranges::min(first_acts_ | std::views::values) - IndependenceOptions{}.newcomer_for;
        const std::vector<Id> joined = people::joined_from(reader_, network, before);
        return std::ranges::count_if(participation::count_all(reader_, joined), [](const auto& deeds) {
                   return deeds.second >= deeds_of_a_regular;
               }) >= static_cast<std::ptrdiff_t>(people_sharing);
    }

    void forget_shared_networks() {
        std::unordered_map<std::int64_t, std::size_t> people;
        for (const auto& [person, origin] : origins_) ++people[origin.network];
        std::unordered_set<std::int64_t> shared;
        for (const auto& [network, count] : people)
            if (network != 0 && count > 1 && is_shared(network)) shared.insert(network);
        for (auto& [person, origin] : origins_)
            if (shared.contains(origin.network)) origin.network = 0;
    }

    // The latest of each person before their first act here.
    void read_deeds(std::vector<report::Said>& said) {
        std::ranges::sort(said, std::ranges::greater{},
                          [](const report::Said& one) { return std::pair(one.at, one.demand); });
        std::vector<Id> demands;
        for (const report::Said& one : said) {
            if (one.demand == demand_ || one.at > first_acts_.at(one.person)) continue;
            std::vector<Deed>& deeds = deeds_[one.person];
            if (deeds.size() >= compared_deeds) continue;
            deeds.push_back({one.demand, one.at});
            demands.push_back(one.demand);
        }
        std::ranges::sort(demands);
        demands.erase(std::ranges::unique(demands).begin(), demands.end());
        std::unordered_map<Id, store::Life> lives;
        for (const store::Life& life : store::lives(reader_, demands)) lives[life.id] = life;
        for (auto& [person, deeds] : deeds_) {
            for (Deed& deed : deeds) {
                const store::Life& life = lives.at(deed.demand);
                deed.chance = surfacing::chance_of(life.people, deed.at - life.created_at);
            }
            std::ranges::reverse(deeds);
        }
    }

    db::Reader& reader_;
    Id demand_;
    std::vector<Id> people_;
    std::unordered_map<Id, Time> first_acts_;
    std::unordered_map<Id, people::Origin> origins_;
    std::unordered_map<Id, std::vector<Deed>> deeds_;
};

store::StandingRow row_of(Id product, Id demand, const surfacing::Standing& standing) {
    return {demand,
            standing.person,
            product,
            standing.independence,
            standing.group,
            standing.held,
            standing.copied,
            standing.same_network,
            standing.same_referrer,
            standing.acted_together,
            standing.born_together};
}

}  // namespace

Spoke spoke_for(db::Reader& reader, Id demand) {
    return {report::spoken_for(reader, demand), store::supports_for(reader, demand),
            store::not_me_for(reader, demand)};
}

void Independence::read_births(db::Reader& reader) {
    for (const people::Origin& origin : people::joined_after(reader, last_born_)) {
        births_.insert(std::ranges::upper_bound(births_, origin.joined_at), origin.joined_at);
        last_born_ = origin.id;
    }
}

std::vector<surfacing::Standing> Independence::standings(db::Reader& reader, Id product, Id demand,
                                                         const Spoke& spoke) {
    const Known known(reader, product, demand, spoke);
    std::vector<Trace> traces;
    for (const report::Spoken& one : spoke.reports) {
        Trace trace = known.trace(one.person, one.at);
        trace.copied = one.copied;
        trace.copied_from = one.copied_from.value_or(Id{});
        trace.copies = one.copiers;
        traces.push_back(trace);
    }
    for (const report::Said& one : spoke.supports) traces.push_back(known.trace(one.person, one.at));
    for (const report::Said& one : spoke.not_me) traces.push_back(known.trace(one.person, one.at));
    const std::lock_guard lock(mutex_);
    read_births(reader);
    return surfacing::standings(traces, births_);
}

std::vector<surfacing::Standing> kept_standings(std::span<const store::StandingRow> rows) {
    std::vector<surfacing::Standing> standings;
    standings.reserve(rows.size());
    for (const store::StandingRow& row : rows)
        standings.push_back({row.person_id, row.independence, row.group_id, row.held, row.copied,
                             row.same_network, row.same_referrer, row.acted_together, row.born_together});
    return standings;
}

void keep_standings(db::Writer& writer, Id product, Id demand,
                    std::span<const surfacing::Standing> standings) {
    std::unordered_map<Id, store::StandingRow> kept;
    for (const store::StandingRow& row : store::standings_for(writer, demand)) kept[row.person_id] = row;
    for (const surfacing::Standing& standing : standings) {
        if (standing.independence >= 1 && !standing.held) continue;
        const store::StandingRow row = row_of(product, demand, standing);
        const auto before = kept.extract(standing.person);
        if (before.empty() || before.mapped() != row) store::put_standing(writer, row);
    }
    for (const auto& [person, row] : kept) store::delete_standing(writer, demand, person);
}

void count_in_full(std::vector<surfacing::Standing>& standings, std::span<const store::Vouched> vouched) {
    std::unordered_set<Id> people;
    for (const store::Vouched& one : vouched) people.insert(one.person_id);
    for (surfacing::Standing& standing : standings) {
        if (!people.contains(standing.person)) continue;
        standing.independence = 1;
        standing.held = false;
    }
}

}  // namespace canyu::demand
