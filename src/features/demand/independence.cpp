#include "features/demand/independence.hpp"

#include <algorithm>
#include <unordered_set>

#include "features/demand/crowd.hpp"

namespace canyu::demand {
namespace {

// What fewer people did is read as quickly as it is remembered.
constexpr std::size_t worth_keeping = 32;
// About 600 bytes each.
constexpr std::size_t most_kept = 100'000;
constexpr std::chrono::days kept_for{1};

store::StandingRow row_of(const Demand& demand, const surfacing::Standing& standing) {
    return {demand.id,
            standing.person,
            demand.product_id,
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
    const std::unique_lock lock(births_mutex_);
    for (const people::Origin& origin : people::joined_after(reader, last_born_)) {
        births_.insert(std::ranges::upper_bound(births_, origin.joined_at), origin.joined_at);
        last_born_ = origin.id;
    }
}

Independence::Independence() = default;
Independence::~Independence() = default;

Judgement Independence::judge(db::Reader& reader, const Demand& demand, const Spoke& spoke, Time now) {
    std::unique_ptr<Crowd> crowd = take(demand, now);
    read_births(reader);
    Judgement judged = [&] {
        const std::shared_lock lock(births_mutex_);
        return crowd->judge(reader, spoke, births_);
    }();
    keep(std::move(crowd));
    return judged;
}

// Nobody else has it meanwhile: who comes at the same time reads it anew.
std::unique_ptr<Crowd> Independence::take(const Demand& demand, Time now) {
    const std::lock_guard lock(crowds_mutex_);
    const auto found = by_demand_.find(demand.id);
    if (found == by_demand_.end()) return std::make_unique<Crowd>(demand.product_id, demand.id, now);
    std::unique_ptr<Crowd> crowd = std::move(*found->second);
    people_ -= crowd->people();
    crowds_.erase(found->second);
    by_demand_.erase(found);
    if (now - crowd->read_at() < kept_for) return crowd;
    return std::make_unique<Crowd>(demand.product_id, demand.id, now);
}

void Independence::keep(std::unique_ptr<Crowd> crowd) {
    if (crowd->people() < worth_keeping) return;
    const std::lock_guard lock(crowds_mutex_);
    const Id demand = crowd->demand();
    if (by_demand_.contains(demand)) return;
    people_ += crowd->people();
    crowds_.push_front(std::move(crowd));
    by_demand_[demand] = crowds_.begin();
    for (; people_ > most_kept && crowds_.size() > 1; crowds_.pop_back()) {
        people_ -= crowds_.back()->people();
        by_demand_.erase(crowds_.back()->demand());
    }
}

bool speaks_in_full(const surfacing::Standing& standing) {
    return standing.independence >= 1 && !standing.held;
}

std::vector<surfacing::Standing> kept_standings(std::span<const store::StandingRow> rows) {
    std::vector<surfacing::Standing> standings;
    standings.reserve(rows.size());
    for (const store::StandingRow& row : rows)
        standings.push_back({row.person_id, row.independence, row.group_id, row.held, row.copied,
                             row.same_network, row.same_referrer, row.acted_together, row.born_together});
    return standings;
}

void keep_standings(db::Writer& writer, const Demand& demand,
                    std::span<const surfacing::Standing> standings) {
    std::unordered_map<Id, store::StandingRow> kept;
    for (const store::StandingRow& row : store::standings_for(writer, demand.id)) kept[row.person_id] = row;
    for (const surfacing::Standing& standing : standings) {
        if (speaks_in_full(standing)) continue;
        const store::StandingRow row = row_of(demand, standing);
        const auto before = kept.extract(standing.person);
        if (before.empty() || before.mapped() != row) store::put_standing(writer, row);
    }
    for (const auto& [person, row] : kept) store::delete_standing(writer, demand.id, person);
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
