#include "features/squads/clock.hpp"

#include <algorithm>
#include <array>
#include <unordered_map>

#include "features/forum/forum.hpp"
#include "features/squads/store.hpp"

namespace canyu::squads {
namespace {

using demand::DemandAct;
using demand::DemandChange;

// The public acts that answer whoever asked.
constexpr std::array answers{DemandAct::planned,  DemandAct::making,     DemandAct::shipped, DemandAct::back,
                             DemandAct::declined, DemandAct::redirected, DemandAct::deferred};

bool is_planned(DemandAct act) {
    return act == DemandAct::planned || act == DemandAct::making;
}

// When it was planned for somebody who spoke at `said`: then, if it was in the plan already.
std::optional<Time> planned_for(const std::vector<DemandChange>& changes, Time said) {
    bool in_plan = false;
    for (const DemandChange& change : changes) {
        if (change.at > said && in_plan) return said;
        if (change.at > said && is_planned(change.act)) return change.at;
        if (is_planned(change.act))
            in_plan = true;
        else if (change.act == DemandAct::back || change.act == DemandAct::shipped)
            in_plan = false;
    }
    return in_plan ? std::optional(said) : std::nullopt;
}

template <class Wanted>
std::optional<Time> first_after(const std::vector<DemandChange>& changes, Time said, Wanted wanted) {
    for (const DemandChange& change : changes)
        if (change.at >= said && wanted(change.act)) return change.at;
    return std::nullopt;
}

std::optional<Time> earlier(std::optional<Time> a, std::optional<Time> b) {
    if (!a || !b) return a ? a : b;
    return std::min(*a, *b);
}

// What is known about the demands of some voices, looked up at once.
struct Known {
    std::unordered_map<Id, std::vector<DemandChange>> histories;
    std::unordered_map<Id, std::vector<Time>> posts;  // by the people of the squad that makes it, ascending
    std::unordered_map<Id, Time> reads;
};

std::unordered_map<Id, std::vector<Time>> posts_of_owners(db::Reader& reader,
                                                          const std::vector<Id>& demands) {
    const std::unordered_map<Id, Id> squads = squads_of(reader, demands);
    std::unordered_map<Id, std::vector<Id>> people;  // by squad
    for (const auto& [demand, squad] : squads)
        if (!people.contains(squad)) people[squad] = store::people(reader, squad);
    std::unordered_map<Id, std::vector<Time>> posts;
    for (const forum::Posting& posting : forum::postings_under(reader, "demand", demands)) {
        const auto squad = squads.find(posting.subject);
        if (squad != squads.end() &&
            std::ranges::find(people[squad->second], posting.author) != people[squad->second].end())
            posts[posting.subject].push_back(posting.at);
    }
    for (auto& [demand, times] : posts) std::ranges::sort(times);
    return posts;
}

Known look_up(db::Reader& reader, const std::vector<report::Voice>& voices) {
    std::vector<Id> demands;
    std::vector<Id> reports;
    for (const report::Voice& voice : voices) {
        reports.push_back(voice.report);
        if (voice.demand) demands.push_back(*voice.demand);
    }
    std::ranges::sort(demands);
    const auto repeated = std::ranges::unique(demands);
    demands.erase(repeated.begin(), repeated.end());
    Known known{demand::histories(reader, demands), posts_of_owners(reader, demands), {}};
    for (const store::Read& read : store::reads(reader, reports))
        known.reads.emplace(read.report_id, read.read_at);
    return known;
}

VoiceTimes times_of(const report::Voice& voice, const Known& known) {
    VoiceTimes times{voice.report, voice.at, {}, {}, {}, {}};
    if (const auto read = known.reads.find(voice.report); read != known.reads.end())
        times.read = read->second;
    if (!voice.demand) return times;
    if (const auto found = known.histories.find(*voice.demand); found != known.histories.end()) {
        const std::vector<DemandChange>& changes = found->second;
        times.planned = planned_for(changes, voice.at);
        times.shipped =
            first_after(changes, voice.at, [](DemandAct act) { return act == DemandAct::shipped; });
        times.answered = first_after(changes, voice.at, [](DemandAct act) {
            return std::ranges::find(answers, act) != answers.end();
        });
    }
    if (const auto posts = known.posts.find(*voice.demand); posts != known.posts.end()) {
        const auto post = std::ranges::lower_bound(posts->second, voice.at);
        if (post != posts->second.end()) times.answered = earlier(times.answered, *post);
    }
    return times;
}

std::vector<VoiceTimes> all_times(db::Reader& reader, const std::vector<report::Voice>& voices) {
    const Known known = look_up(reader, voices);
    std::vector<VoiceTimes> times;
    times.reserve(voices.size());
    for (const report::Voice& voice : voices) times.push_back(times_of(voice, known));
    return times;
}

std::optional<Time> reached(const VoiceTimes& voice, Leg leg) {
    switch (leg) {
        case Leg::read:
            return voice.read;
        case Leg::answered:
            return voice.answered;
        case Leg::planned:
            return voice.planned;
        case Leg::shipped:
            return voice.shipped;
    }
    return std::nullopt;
}

LegTimes leg_times(const std::vector<VoiceTimes>& voices, Leg leg) {
    std::vector<Milliseconds> waits;
    for (const VoiceTimes& voice : voices)
        if (const auto at = reached(voice, leg)) waits.push_back(std::max(*at - voice.said, Milliseconds{0}));
    std::ranges::sort(waits);
    // The nearest rank: the wait of the voice at which so great a share of all has come so far.
    const auto rank = [&](std::size_t tenths) -> std::optional<Milliseconds> {
        const std::size_t needed = (voices.size() * tenths + 9) / 10;
        if (needed == 0 || waits.size() < needed) return std::nullopt;
        return waits[needed - 1];
    };
    return {leg, static_cast<std::int64_t>(waits.size()), rank(5), rank(9)};
}

}  // namespace

VoiceClock summarize(const std::vector<VoiceTimes>& voices, Time now) {
    VoiceClock clock;
    clock.voices = static_cast<std::int64_t>(voices.size());
    for (const EnumValue& value : shape_of<Leg>().values)
        clock.legs.push_back(leg_times(voices, static_cast<Leg>(value.value)));
    for (const VoiceTimes& voice : voices) {
        if (!voice.answered && now - voice.said > old_month) ++clock.beyond_line;
        if (voice.read) continue;
        ++clock.unread;
        if (!clock.oldest_unread || voice.said < clock.oldest_unread->said) clock.oldest_unread = voice;
    }
    return clock;
}

VoiceClock clock_of_squad(db::Reader& reader, const Squad& squad, Time now) {
    const auto voices = report::voices_for(reader, held_by(reader, squad.id), now - looked_back);
    return summarize(all_times(reader, voices), now);
}

VoiceClock clock_of_product(db::Reader& reader, Id product, Time now) {
    return summarize(all_times(reader, report::voices_in(reader, product, now - looked_back)), now);
}

std::vector<Id> unread_by(db::Reader& reader, Id squad, Time now) {
    std::vector<Id> reports;
    for (const report::Voice& voice : report::voices_for(reader, held_by(reader, squad), now - looked_back))
        reports.push_back(voice.report);
    std::vector<Id> read;
    for (const store::Read& row : store::reads(reader, reports)) read.push_back(row.report_id);
    std::ranges::sort(read);
    std::erase_if(reports, [&](Id report) { return std::ranges::binary_search(read, report); });
    return reports;
}

}  // namespace canyu::squads
