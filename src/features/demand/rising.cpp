// How strongly demands rise: their factors, the waterline, and what floats.
#include <algorithm>
#include <cmath>
#include <limits>
#include <unordered_set>

#include "base/check.hpp"
#include "features/demand/state.hpp"
#include "features/likeness/likeness.hpp"

namespace canyu::demand {
namespace {

constexpr std::int64_t all = std::numeric_limits<std::int32_t>::max();
// What is stored may lag behind what decays by this much before it is written again.
constexpr double unnoticed_share = 0.005;
constexpr std::chrono::days kept_words_last{30};

std::vector<Id> people_in(const std::vector<report::Said>& said) {
    std::unordered_set<Id> people;
    for (const report::Said& one : said) people.insert(one.person);
    return {people.begin(), people.end()};
}

std::vector<surfacing::Voice> with_trust(const std::vector<report::Said>& said,
                                         const std::unordered_map<Id, double>& trusts) {
    std::vector<surfacing::Voice> voices;
    voices.reserve(said.size());
    for (const report::Said& one : said)
        voices.push_back({.person = one.person, .said = one.at, .trust = trusts.at(one.person)});
    return voices;
}

std::unordered_map<Id, std::vector<report::Said>> by_demand(db::Reader& reader, Id product) {
    std::unordered_map<Id, std::vector<report::Said>> said;
    for (const report::Said& one : report::said_in(reader, product)) said[one.demand].push_back(one);
    for (const report::Said& one : store::supports_in(reader, product)) said[one.demand].push_back(one);
    return said;
}

bool moved_noticeably(const store::Rising& stored, const surfacing::Factors& factors) {
    return stored.people != factors.people || stored.new_people != factors.new_people ||
           std::abs(stored.buoyancy - factors.buoyancy) > unnoticed_share * stored.buoyancy;
}

// The open demands whose stored factors are not what they would be now.
std::vector<Id> moved_demands(db::Reader& reader, moderation::TrustBook& trusts, Id product, Time now) {
    const auto said = by_demand(reader, product);
    std::vector<report::Said> everything;
    for (const auto& [demand, some] : said) everything.insert(everything.end(), some.begin(), some.end());
    const auto trust_of = trusts.of(reader, people_in(everything), now);
    std::vector<Id> moved;
    for (const store::Rising& stored : store::rising(reader, product, all)) {
        const auto found = said.find(stored.id);
        const auto voices =
            found == said.end() ? std::vector<surfacing::Voice>{} : with_trust(found->second, trust_of);
        if (moved_noticeably(stored, surfacing::factors(voices, now))) moved.push_back(stored.id);
    }
    return moved;
}

}  // namespace

std::vector<surfacing::Voice> Demands::State::voices(db::Reader& reader, Id demand, Time now) {
    const std::vector<report::Said> said = said_for(reader, demand);
    return with_trust(said, trusts.of(reader, people_in(said), now));
}

void Demands::State::measure(db::Writer& writer, Id demand, Time now) {
    const std::vector<report::Said> said = said_for(writer, demand);
    // Who asked while this act was on its way is heard as well, though their time is later than the act's.
    const Time at = said.empty() ? now : std::max(now, said.back().at);
    store::Measures measures;
    measures.reports = report::count_of_demand(writer, demand);
    if (!said.empty()) {
        measures.founder = said.front().person;
        measures.last_said = said.back().at;
    }
    measures.factors = surfacing::factors(with_trust(said, trusts.of(writer, people_in(said), at)), at);
    store::set_measures(writer, demand, measures, at);
}

void Demands::State::draw_line(db::Writer& writer, Id product, Time now) {
    const auto owner = products::find(writer, product);
    CANYU_CHECK(owner.has_value());
    // The line stands at the most buoyant demand that finds no room, so the ones below it need not be read.
    const std::vector<store::Rising> top = store::rising(writer, product, owner->capacity + 1);
    std::vector<double> buoyancies;
    for (const store::Rising& one : top) buoyancies.push_back(one.buoyancy);
    const auto line = surfacing::waterline(buoyancies, static_cast<std::size_t>(owner->capacity));
    store::set_line(writer, product, {line.level, owner->capacity}, now);

    std::unordered_set<Id> floating;
    for (const store::Rising& one : top)
        if (one.buoyancy > line.level) floating.insert(one.id);
    for (const store::Rising& one : store::marked_above(writer, product))
        if (!floating.contains(one.id)) store::set_above_water(writer, one.id, false);
    for (const store::Rising& one : top) {
        if (!floating.contains(one.id)) continue;
        if (!one.above_water) store::set_above_water(writer, one.id, true);
        if (one.stage != Stage::heard) continue;
        store::surface(writer, one.id, now);
        add_change(writer, one.id, {now, std::nullopt, DemandAct::surfaced, "", std::nullopt});
    }
}

void Demands::refresh(db::Writer& writer, Id product, Id demand, Time now) {
    const std::vector<Id> touched =
        demand ? std::vector{demand} : moved_demands(writer, state_->trusts, product, now);
    for (const Id one : touched) state_->measure(writer, one, now);
    state_->draw_line(writer, product, now);
}

Rise Demands::rise_of(db::Reader& reader, const Demand& demand, Time now) const {
    Rise rise;
    rise.factors = store::factors(reader, demand.id).value_or(surfacing::Factors{});
    const auto line = store::line(reader, demand.product_id);
    if (!line) return rise;
    rise.level = line->level;
    rise.capacity = line->capacity;
    rise.quiet_days = surfacing::quiet_days_to_sink(state_->voices(reader, demand.id, now), now, line->level);
    return rise;
}

void Demands::keep_level(Time now) {
    state_->indices.use(state_->store.read([](db::Reader& reader) { return likeness::in_use(reader); }));
    const auto everything = state_->store.read([](db::Reader& reader) { return products::all(reader); });
    for (const products::Product& product : everything) {
        // Found while reading, so that the writer is free meanwhile; what moved is measured again when
        // written.
        const std::vector<Id> moved = state_->store.read(
            [&](db::Reader& reader) { return moved_demands(reader, state_->trusts, product.id, now); });
        state_->store.write([&](db::Writer& writer) {
            for (const Id one : moved) state_->measure(writer, one, now);
            state_->draw_line(writer, product.id, now);
        });
    }
    state_->store.write([&](db::Writer& writer) { report::forget_kept(writer, now - kept_words_last); });
}

}  // namespace canyu::demand
