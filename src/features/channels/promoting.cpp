// The gate of a build: what is asked of it, what people say, and who sent it on or pulled it back.
#include <algorithm>
#include <unordered_map>

#include "base/text.hpp"
#include "features/channels/store.hpp"
#include "features/experience/experience.hpp"
#include "features/known_issues/known_issues.hpp"
#include "features/measures/measures.hpp"
#include "platform/audit/audit.hpp"
#include "platform/web/checks.hpp"

namespace canyu::channels {
namespace {

// The next outward; nothing from stable on.
std::optional<Channel> next(Channel channel) {
    if (channel == Channel::stable) return std::nullopt;
    return static_cast<Channel>(static_cast<int>(channel) + 1);
}

using Voices = std::unordered_map<Id, bool>;  // by person: whether it is well

// A "no" stays a no, whatever else the person said.
void add_voice(Voices& voices, Id person, bool well) {
    const auto [said, is_new] = voices.try_emplace(person, well);
    if (!is_new) said->second = said->second && well;
}

Voices voices_of(db::Reader& reader, const Bus& bus) {
    Voices voices;
    for (const store::Voice& voice : store::voices(reader, bus.id))
        add_voice(voices, voice.person_id, voice.well);
    for (const Id id : release::aboard(reader, bus.id)) {
        const auto demand = demand::find(reader, id);
        // One that came again with a later bus is judged as it is there.
        if (!demand || (demand->shipped_at && *demand->shipped_at > *bus.left_at)) continue;
        for (const demand::Judged& said : demand::judged(reader, *demand))
            add_voice(voices, said.person, said.works);
    }
    for (const Id person : experience::likers(reader, bus.id)) add_voice(voices, person, true);
    return voices;
}

// When it came to where it is.
Time came_at(db::Reader& reader, const Bus& bus) {
    const std::vector<Decision> decisions = store::decisions(reader, bus.id);
    return decisions.empty() ? *bus.left_at : decisions.front().decided_at;
}

Measured measure(db::Reader& reader, const Bus& bus, Channel reached, Time now) {
    Measured measured;
    const Voices voices = voices_of(reader, bus);
    for (const Channel channel : {Channel::daily, Channel::weekly}) {
        if (channel > reached) break;
        for (const Id person : store::people(reader, bus.product_id, channel)) {
            const auto said = voices.find(person);
            if (said != voices.end()) ++(said->second ? measured.well : measured.no);
        }
    }
    measured.days = std::chrono::floor<std::chrono::days>(now - came_at(reader, bus)).count();
    measured.holding = static_cast<std::int64_t>(known_issues::holding(reader, bus).size());
    return measured;
}

bool is_met(const Rule& asked, const Measured& measured) {
    return measured.well >= asked.least_people &&
           measured.no * 100 <= asked.most_no_percent * (measured.well + measured.no) &&
           measured.days >= asked.least_days && measured.holding == 0;
}

std::vector<measures::Regression> unsigned_regressions(db::Reader& reader, const Bus& bus) {
    auto worse = measures::regressions(reader, bus, stable_buses(reader, bus.product_id));
    std::erase_if(worse, [](const measures::Regression& one) { return one.signature.has_value(); });
    return worse;
}

struct OnItsWay {
    Bus bus;
    Channel reached = Channel::daily;
};

Result<OnItsWay> get_reached(db::Reader& reader, Id id) {
    const auto bus = release::find(reader, id);
    if (!bus) return not_found();
    if (!bus->left_at) return refuse(409, "channels.not_left");
    const auto channel = reached(reader, *bus);
    if (!channel) return refuse(409, "channels.none");
    return OnItsWay{*bus, *channel};
}

void decide(db::Writer& writer, const Acting& acting, const Gate& gate, const Bus& bus, Channel to,
            DecisionKind kind, const std::string& reason) {
    const Measured& m = gate.measured;
    store::insert(writer, Decision{acting.ids.next(), bus.id, to, kind, reason, m.well, m.no, m.days,
                                   m.holding, gate.asked.least_people, gate.asked.most_no_percent,
                                   gate.asked.least_days, acting.by, acting.now});
    const std::string detail = std::string(enum_name(to)) + (reason.empty() ? "" : ": " + reason);
    const char* act = kind == DecisionKind::gate_met       ? "channels.act_promoted"
                      : kind == DecisionKind::against_gate ? "channels.act_against_gate"
                                                           : "channels.act_pulled_back";
    audit::record(writer, acting.ids, acting.by, act, {"release", bus.id}, detail, acting.now);
}

// What the decision was made on when there is no way on: everything measured, nothing asked.
Gate gate_or_measured(db::Reader& reader, const OnItsWay& it, Time now) {
    if (auto found = gate(reader, it.bus, web::Language::zh, now)) return *std::move(found);
    return {it.reached, {}, measure(reader, it.bus, it.reached, now), false, {}};
}

}  // namespace

std::optional<Gate> gate(db::Reader& reader, const Bus& bus, web::Language language, Time now) {
    const auto from = reached(reader, bus);
    const auto to = from ? next(*from) : std::nullopt;
    if (!to) return std::nullopt;
    const std::vector<Rule> kept = store::rules(reader, bus.product_id);
    const auto asked = std::ranges::find(kept, *to, &Rule::channel);
    CANYU_CHECK(asked != kept.end());
    Gate gate{*to, *asked, measure(reader, bus, *from, now), false, {}};
    if (*to == Channel::stable)
        for (const measures::Regression& one : unsigned_regressions(reader, bus))
            gate.unsigned_figures.push_back(measures::name(one.measure, language));
    gate.met = is_met(gate.asked, gate.measured) && gate.unsigned_figures.empty();
    return gate;
}

Result<void> promote(db::Writer& writer, const Acting& acting, Id id, Channel to, const std::string& reason) {
    CANYU_TRY(const OnItsWay it, get_reached(writer, id));
    const auto way = gate(writer, it.bus, web::Language::zh, acting.now);
    if (!way || way->to != to) return refuse(409, "channels.moved_meanwhile");
    if (!way->unsigned_figures.empty()) return refuse(409, "channels.worse");
    if (way->met) {
        decide(writer, acting, *way, it.bus, to, DecisionKind::gate_met, "");
        return {};
    }
    web::Checks checks;
    checks.that(!trim(reason).empty(), "reason", "channels.sign_why");
    if (auto checked = checks.result(); !checked) return checked;
    CANYU_TRY(const std::string because, web::public_reason(reason));
    decide(writer, acting, *way, it.bus, to, DecisionKind::against_gate, because);
    return {};
}

Result<void> pull_back(db::Writer& writer, const Acting& acting, Id id, Channel to,
                       const std::string& reason) {
    CANYU_TRY(const OnItsWay it, get_reached(writer, id));
    if (to >= it.reached) return refuse(409, "channels.moved_meanwhile");
    CANYU_TRY(const std::string because, web::public_reason(reason));
    decide(writer, acting, gate_or_measured(writer, it, acting.now), it.bus, to, DecisionKind::pulled_back,
           because);
    return {};
}

std::vector<release::SignatureNote> signatures(db::Reader& reader, const Bus& bus, web::Language language) {
    using release::SignatureNote;
    using release::SignedFor;
    std::vector<std::pair<Id, SignatureNote>> notes;
    for (const Decision& decision : store::decisions(reader, bus.id)) {
        if (decision.kind == DecisionKind::gate_met) continue;
        const bool back = decision.kind == DecisionKind::pulled_back;
        notes.push_back({decision.decided_by,
                         {back ? SignedFor::pulled_back : SignedFor::against_gate,
                          "",
                          decision.reason,
                          {},
                          decision.decided_at}});
    }
    for (const measures::Signature& one : measures::signatures_of(reader, bus)) {
        const auto measure = measures::find(reader, one.measure_id);
        notes.push_back(
            {one.signed_by,
             {SignedFor::worse, measures::name(*measure, language), one.reason, {}, one.signed_at}});
    }
    std::vector<Id> people;
    for (const auto& [person, note] : notes) people.push_back(person);
    const auto cards = people::cards(reader, people);
    std::vector<SignatureNote> answered;
    for (auto& [person, note] : notes) {
        if (const auto card = cards.find(person); card != cards.end()) note.by = card->second;
        answered.push_back(std::move(note));
    }
    std::ranges::stable_sort(answered, std::ranges::greater{}, &SignatureNote::signed_at);
    return answered;
}

}  // namespace canyu::channels
