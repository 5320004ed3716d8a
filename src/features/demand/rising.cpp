// How strongly demands rise: their factors, the waterline, and what floats.
#include <algorithm>
#include <boost/json.hpp>
#include <cmath>
#include <limits>
#include <ranges>
#include <unordered_set>

#include "base/check.hpp"
#include "engines/surfacing/rising/replay.hpp"
#include "engines/surfacing/rising/tally.hpp"
#include "features/demand/state.hpp"
#include "features/likeness/likeness.hpp"

namespace canyu::demand {
namespace {

constexpr std::int64_t all = std::numeric_limits<std::int32_t>::max();
// What is stored may lag behind what decays by this much before it is written again.
constexpr double unnoticed_share = 0.005;
constexpr std::chrono::days kept_words_last{30};
// Time alone moves some hundred demands a minute of a product with a million reports. After a long silence it
// moves all of them: then the most buoyant come first, and others write in between.
constexpr std::size_t most_moved = 2'000;
constexpr std::size_t moved_at_once = 100;

std::string as_json(const std::string& text) {
    return boost::json::serialize(boost::json::string(text));
}

// Whose each is.
std::vector<Id> people_in(const std::vector<surfacing::Voice>& voices) {
    const auto people = voices | std::views::transform(&surfacing::Voice::person);
    return {people.begin(), people.end()};
}

void add_voices(std::vector<surfacing::Voice>& voices, const auto& said, bool not_me = false) {
    for (const auto& one : said)
        voices.push_back({.person = one.person,
                          .said = one.at,
                          .not_me = not_me,
                          .severity = one.severity,
                          .segment = {}});
}

void believe(std::span<surfacing::Voice> voices, std::span<const double> trusts) {
    for (std::size_t i = 0; i < voices.size(); ++i) voices[i].trust = trusts[i];
}

using Parts = std::unordered_map<Id, Id>;

Parts parts_in(db::Reader& reader, const FindParts& find, Id product) {
    return find ? find(reader, product) : Parts{};
}

void divide(std::span<surfacing::Voice> voices, const Parts& parts) {
    for (surfacing::Voice& voice : voices)
        if (const auto part = parts.find(voice.person); part != parts.end()) voice.segment = part->second;
}

std::vector<surfacing::Voice> voices_of(const Spoke& spoke) {
    std::vector<surfacing::Voice> voices;
    add_voices(voices, spoke.reports);
    add_voices(voices, spoke.supports);
    add_voices(voices, spoke.not_me, true);
    return voices;
}

using VoicesByDemand = std::unordered_map<Id, std::vector<surfacing::Voice>>;
using StandingsByDemand = std::unordered_map<Id, std::vector<store::StandingRow>>;

StandingsByDemand standings_in(db::Reader& reader, Id product) {
    StandingsByDemand by_demand;
    for (const store::StandingRow& row : store::standings_in(reader, product))
        by_demand[row.demand_id].push_back(row);
    return by_demand;
}

// As they weigh by the standings kept last.
VoicesByDemand voices_in(db::Reader& reader, moderation::TrustBook& trusts, const Parts& parts, Id product,
                         const StandingsByDemand& kept, Time now) {
    VoicesByDemand by_demand;
    const auto add = [&](const std::vector<report::Said>& said, bool not_me) {
        for (const report::Said& one : said) add_voices(by_demand[one.demand], std::span(&one, 1), not_me);
    };
    add(report::said_in(reader, product), false);
    add(store::supports_in(reader, product), false);
    add(store::not_me_in(reader, product), true);
    std::vector<surfacing::Voice> everything;
    for (const auto& [demand, voices] : by_demand)
        everything.insert(everything.end(), voices.begin(), voices.end());
    const std::vector<double> trust_of = trusts.of(reader, people_in(everything), now);
    const std::vector<store::Vouched> vouched = store::vouched(reader, product);
    std::size_t begin = 0;
    for (auto& [demand, voices] : by_demand) {
        believe(voices, std::span(trust_of).subspan(begin, voices.size()));
        begin += voices.size();
        divide(voices, parts);
        const auto rows = kept.find(demand);
        if (rows == kept.end()) continue;
        std::vector<surfacing::Standing> standings = kept_standings(rows->second);
        count_in_full(standings, vouched);
        surfacing::weigh(voices, standings);
    }
    return by_demand;
}

bool moved_noticeably(const store::Rising& stored, const surfacing::Factors& factors) {
    return stored.people != factors.people || stored.new_people != factors.new_people ||
           std::abs(stored.buoyancy - factors.buoyancy) > unnoticed_share * stored.buoyancy;
}

// The open demands whose stored factors are not what they would be now, the most buoyant first.
std::vector<Id> moved_demands(db::Reader& reader, moderation::TrustBook& trusts, const Parts& parts,
                              Id product, Time now) {
    const VoicesByDemand by_demand =
        voices_in(reader, trusts, parts, product, standings_in(reader, product), now);
    std::vector<Id> moved;
    for (const store::Rising& stored : store::rising(reader, product, all)) {
        const auto found = by_demand.find(stored.id);
        const auto voices = found == by_demand.end() ? std::span<const surfacing::Voice>{} : found->second;
        if (moved_noticeably(stored, surfacing::factors(voices, now))) moved.push_back(stored.id);
    }
    return moved;
}

}  // namespace

std::vector<surfacing::Voice> Demands::State::voices(db::Reader& reader, const Demand& demand, Time now) {
    return weighed(reader, demand.product_id, spoke_for(reader, demand.id),
                   {kept_standings(store::standings_for(reader, demand.id)), {}}, now);
}

std::vector<surfacing::Voice> Demands::State::weighed(db::Reader& reader, Id product, const Spoke& spoke,
                                                      Judgement judged, Time now) {
    std::vector<surfacing::Voice> voices = voices_of(spoke);
    const std::vector<Id> people = people_in(voices);
    believe(voices, judged.acted ? trusts.lately(reader, people, *judged.acted, now)
                                 : trusts.of(reader, people, now));
    divide(voices, parts_in(reader, find_parts, product));
    std::erase_if(judged.standings, speaks_in_full);
    count_in_full(judged.standings, store::vouched(reader, product));
    surfacing::weigh(voices, judged.standings);
    return voices;
}

void Demands::State::measure(db::Writer& writer, Id id, Time now) {
    const auto demand = store::find(writer, id);
    CANYU_CHECK(demand.has_value());
    const Spoke spoke = spoke_for(writer, id);
    Judgement judged = independence.judge(writer, *demand, spoke, now);
    keep_standings(writer, *demand, judged.standings);
    set_measures(writer, *demand, spoke, std::move(judged), now);
}

void Demands::State::measure_later(db::Writer& writer, Id id, Time now) {
    const auto demand = store::find(writer, id);
    CANYU_CHECK(demand.has_value());
    const std::vector<Id> nobody;
    set_measures(writer, *demand, spoke_for(writer, id),
                 {kept_standings(store::standings_for(writer, id)), nobody}, now);
}

void Demands::State::set_measures(db::Writer& writer, const Demand& demand, const Spoke& spoke,
                                  Judgement judged, Time now) {
    store::Measures measures;
    measures.reports = static_cast<std::int64_t>(spoke.reports.size());
    // Who asked while this act was on its way is heard as well, though their time is later than the act's.
    Time at = now;
    std::vector<surfacing::Voice> asking;
    add_voices(asking, spoke.reports);
    add_voices(asking, spoke.supports);
    if (!asking.empty()) {
        const auto [first, last] = std::ranges::minmax(
            asking, {}, [](const surfacing::Voice& voice) { return std::pair(voice.said, voice.person); });
        measures.founder = first.person;
        measures.last_said = last.said;
        at = std::max(now, last.said);
    }
    measures.factors =
        surfacing::factors(weighed(writer, demand.product_id, spoke, std::move(judged), at), at);
    store::set_measures(writer, demand.id, measures, at);
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
    if (demand) {
        state_->measure(writer, demand, now);
    } else {
        const Parts parts = parts_in(writer, state_->find_parts, product);
        for (const Id one : moved_demands(writer, state_->trusts, parts, product, now))
            state_->measure_later(writer, one, now);
    }
    state_->draw_line(writer, product, now);
}

surfacing::Tally Demands::tally(db::Reader& reader, const products::Product& product, Time now) const {
    surfacing::Tally tally{.product = as_json(product.slug), .at = now, .capacity = 0, .demands = {}};
    const StandingsByDemand kept = standings_in(reader, product.id);
    VoicesByDemand by_demand = voices_in(
        reader, state_->trusts, parts_in(reader, state_->find_parts, product.id), product.id, kept, now);
    if (const auto line = store::line(reader, product.id)) {
        tally.capacity = static_cast<std::size_t>(line->capacity);
        tally.waterline = line->level;
    }
    std::vector<Id> ids;
    for (const store::Rising& one : store::rising(reader, product.id, all)) ids.push_back(one.id);
    std::unordered_map<Id, Demand> demands;
    for (Demand& demand : store::find(reader, ids)) demands.emplace(demand.id, std::move(demand));
    for (const Id id : ids) {
        surfacing::Tally::Demand& told = tally.demands.emplace_back();
        told.number = demands.at(id).number;
        told.title = as_json(demands.at(id).title);
        told.voices = std::move(by_demand[id]);
        std::unordered_map<Id, Id> group_of;
        if (const auto rows = kept.find(id); rows != kept.end())
            for (const store::StandingRow& row : rows->second) group_of[row.person_id] = row.group_id;
        for (const surfacing::Voice& voice : told.voices) {
            const auto group = group_of.find(voice.person);
            told.groups.push_back(group == group_of.end() ? voice.person : group->second);
        }
        told.factors = surfacing::factors_as_json(surfacing::factors(told.voices, now));
    }
    return tally;
}

Rise Demands::rise_of(db::Reader& reader, const Demand& demand, Time now) const {
    Rise rise;
    rise.factors = store::factors(reader, demand.id).value_or(surfacing::Factors{});
    const auto line = store::line(reader, demand.product_id);
    if (!line) return rise;
    rise.level = line->level;
    rise.capacity = line->capacity;
    rise.quiet_days = surfacing::quiet_days_to_sink(state_->voices(reader, demand, now), now, line->level);
    return rise;
}

void Demands::State::take_over_models() {
    indices.use(store.read([](db::Reader& reader) { return likeness::in_use(reader); }));
}

void Demands::keep_level(Time now) {
    state_->take_over_models();
    const auto everything = state_->store.read([](db::Reader& reader) { return products::all(reader); });
    for (const products::Product& product : everything) {
        // Found while reading, so that the writer is free meanwhile; what moved is measured again when
        // written.
        const std::vector<Id> moved = state_->store.read([&](db::Reader& reader) {
            const Parts parts = parts_in(reader, state_->find_parts, product.id);
            return moved_demands(reader, state_->trusts, parts, product.id, now);
        });
        const auto some = std::span(moved).first(std::min(moved.size(), most_moved));
        for (std::size_t begin = 0; begin < some.size(); begin += moved_at_once)
            state_->store.write([&](db::Writer& writer) {
                for (const Id one : some.subspan(begin, std::min(moved_at_once, some.size() - begin)))
                    state_->measure_later(writer, one, now);
            });
        state_->store.write([&](db::Writer& writer) { state_->draw_line(writer, product.id, now); });
    }
    state_->store.write([&](db::Writer& writer) { report::forget_kept(writer, now - kept_words_last); });
}

}  // namespace canyu::demand
