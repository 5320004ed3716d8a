#include "features/channels/showing.hpp"

#include <algorithm>
#include <unordered_map>

#include "features/channels/store.hpp"

namespace canyu::channels {
namespace {

constexpr std::int64_t builds_shown = 8;
constexpr std::size_t people_named = 24;

// The latest build that went as far as this channel.
std::optional<BuildView> current_of(db::Reader& reader, const std::vector<Bus>& builds,
                                    const release::Reached& reached, Channel channel) {
    for (const Bus& bus : builds)
        if (const Channel to = reached.at(bus.id); to >= channel) return build_of(reader, bus, to);
    return std::nullopt;
}

void add_people(db::Reader& reader, const std::vector<Id>& everybody, ChannelView& view) {
    std::vector<Id> named = everybody;
    if (named.size() > people_named) named.resize(people_named);
    view.more_count = static_cast<std::int64_t>(everybody.size() - named.size());
    const auto cards = people::cards(reader, named);
    for (const Id person : named)
        if (const auto card = cards.find(person); card != cards.end()) view.people.push_back(card->second);
}

}  // namespace

std::string studio_url(Id bus) {
    return "/studio/channels/" + to_string(bus);
}

BuildView build_of(db::Reader& reader, const Bus& bus, Channel reached) {
    return {bus.number, bus.version, release::url(reader, bus), reached, *bus.left_at};
}

GateView gate_view(const Gate& gate) {
    const Rule& asked = gate.asked;
    const Measured& m = gate.measured;
    const std::int64_t said = m.well + m.no;
    return {.to = gate.to,
            .met = gate.met,
            .least_people = asked.least_people,
            .well = m.well,
            .people_met = m.well >= asked.least_people,
            .most_doubt_percent = asked.most_no_percent,
            .doubts = m.no,
            .doubt_percent = said == 0 ? 0 : m.no * 100 / said,
            .doubts_met = m.no * 100 <= asked.most_no_percent * said,
            .least_days = asked.least_days,
            .days = m.days,
            .days_met = m.days >= asked.least_days,
            .holding = m.holding,
            .figures = gate.unsigned_figures};
}

std::vector<ChannelView> channel_views(db::Reader& reader, Id product, Id person) {
    const std::vector<Bus> builds = latest_builds(reader, product);
    const release::Reached reached = reached_by(reader, builds);
    const Channel mine = person ? channel_of(reader, product, person) : Channel::nobody;
    std::int64_t early = 0;
    std::vector<ChannelView> views;
    for (const Rule& rule : store::rules(reader, product)) {
        ChannelView view;
        view.channel = rule.channel;
        view.most_people = rule.most_people;
        view.mine = rule.channel == mine;
        view.current = current_of(reader, builds, reached, rule.channel);
        if (rule.channel == Channel::stable) {
            view.people_count = people::count(reader) - early;
        } else {
            const std::vector<Id> inside = store::people(reader, product, rule.channel);
            view.people_count = static_cast<std::int64_t>(inside.size());
            early += view.people_count;
            view.full = rule.most_people && view.people_count >= *rule.most_people;
            add_people(reader, inside, view);
        }
        views.push_back(std::move(view));
    }
    return views;
}

std::vector<DecisionLine> decision_lines(db::Reader& reader, const std::vector<Bus>& buses) {
    std::vector<Id> ids;
    std::unordered_map<Id, BuildView> builds;
    const release::Reached reached = reached_by(reader, buses);
    for (const Bus& bus : buses) {
        ids.push_back(bus.id);
        if (const auto to = reached.find(bus.id); to != reached.end())
            builds.emplace(bus.id, build_of(reader, bus, to->second));
    }
    std::vector<Decision> decisions = store::decisions(reader, ids);
    std::ranges::reverse(decisions);
    std::vector<Id> people;
    for (const Decision& one : decisions) people.push_back(one.decided_by);
    const auto cards = people::cards(reader, people);
    std::vector<DecisionLine> lines;
    for (const Decision& one : decisions) {
        const auto card = cards.find(one.decided_by);
        lines.push_back({builds.at(one.bus_id), one.channel, one.kind, one.reason, one.well, one.no, one.days,
                         one.holding, one.least_people, one.most_no_percent, one.least_days,
                         card == cards.end() ? people::Card{} : card->second, one.decided_at});
    }
    return lines;
}

std::vector<Bus> latest_builds(db::Reader& reader, Id product) {
    std::vector<Bus> buses = release::past(reader, product, 0, builds_shown);
    std::erase_if(buses, [](const Bus& bus) { return !bus.left_at; });
    return buses;
}

}  // namespace canyu::channels
