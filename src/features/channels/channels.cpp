#include "features/channels/channels.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <unordered_map>

#include "features/channels/store.hpp"
#include "features/participation/participation.hpp"
#include "platform/audit/audit.hpp"
#include "platform/web/checks.hpp"

namespace canyu::channels {
namespace {

constexpr std::int64_t buses_looked_at = 200;  // of a product, when it is asked what everybody has

std::string field(const Rule& rule, const char* part) {
    return fmt::format("{}_{}", enum_name(rule.channel), part);
}

Result<void> check(const std::vector<Rule>& rules) {
    web::Checks checks;
    for (const Rule& rule : rules) {
        const auto is_in = [](std::int64_t number, std::int64_t most) {
            return number >= 0 && number <= most;
        };
        checks.that(is_in(rule.most_people.value_or(0), 1'000'000), field(rule, "most"), "channels.number");
        checks.that(is_in(rule.least_people, 1'000'000), field(rule, "people"), "channels.number");
        checks.that(is_in(rule.most_no_percent, 100), field(rule, "no"), "channels.percent");
        checks.that(is_in(rule.least_days, 100), field(rule, "days"), "channels.days");
    }
    return checks.result();
}

participation::Deed ride_of(Id product, Id person) {
    return {person, product, "product", participation::Verb::ride, participation::Object::product, product};
}

bool has_room(db::Reader& reader, Id product, Channel channel) {
    const std::vector<Rule> kept = store::rules(reader, product);
    const auto rule = std::ranges::find(kept, channel, &Rule::channel);
    CANYU_CHECK(rule != kept.end());
    const auto inside = static_cast<std::int64_t>(store::people(reader, product, channel).size());
    return !rule->most_people || inside < *rule->most_people;
}

// How far it has come, by the decisions about it.
Channel came_to(const Bus& bus, Time since, const std::unordered_map<Id, Channel>& last) {
    if (const auto found = last.find(bus.id); found != last.end()) return found->second;
    return *bus.left_at < since ? Channel::stable : Channel::daily;
}

}  // namespace

std::vector<Rule> usual_rules(Id product) {
    return {{product, Channel::daily, 50, 0, 100, 0},
            {product, Channel::weekly, 500, 3, 25, 1},
            {product, Channel::stable, std::nullopt, 5, 15, 3}};
}

Result<void> set_rules(db::Writer& writer, const Acting& acting, const std::vector<Rule>& rules) {
    CANYU_CHECK(rules.size() == 3);
    if (auto checked = check(rules); !checked) return checked;
    const Id product = rules.front().product_id;
    if (!products::find(writer, product)) return not_found();
    store::set_rules(writer, rules);
    store::start(writer, product, acting.now);
    std::string detail;
    for (const Rule& rule : rules)
        detail += fmt::format("{}{}: {} / {}% / {}d{}", detail.empty() ? "" : " · ", enum_name(rule.channel),
                              rule.least_people, rule.most_no_percent, rule.least_days,
                              rule.most_people ? fmt::format(" ≤ {}", *rule.most_people) : "");
    audit::record(writer, acting.ids, acting.by, "channels.act_rules", {"product", product}, detail,
                  acting.now);
    return {};
}

std::vector<Rule> rules(db::Reader& reader, Id product) {
    return store::rules(reader, product);
}

Result<void> choose(db::Writer& writer, IdSource& ids, Id product, Id person, Channel channel, Time now) {
    if (!products::find(writer, product)) return not_found();
    if (!store::since(writer, product)) return refuse(409, "channels.none");
    web::Checks checks;
    checks.that(channel != Channel::nobody, "channel", "field.choice");
    if (auto checked = checks.result(); !checked) return checked;
    if (channel_of(writer, product, person) == channel) return {};
    if (channel != Channel::stable && !has_room(writer, product, channel))
        return refuse(409, "channels.full");
    store::set_chosen(writer, product, person, channel, now);
    participation::reverse(writer, ids, ride_of(product, person), now);
    if (channel != Channel::stable) participation::record(writer, ids, ride_of(product, person), now);
    return {};
}

Channel channel_of(db::Reader& reader, Id product, Id person) {
    return store::chosen(reader, product, person).value_or(Channel::stable);
}

std::vector<Id> people_in(db::Reader& reader, Id product, Channel channel) {
    return store::people(reader, product, channel);
}

std::unordered_map<Id, Id> parts(db::Reader& reader, Id product) {
    std::unordered_map<Id, Id> parts;
    for (const Channel channel : {Channel::daily, Channel::weekly})
        for (const Id person : people_in(reader, product, channel))
            parts.emplace(person, Id{static_cast<std::int64_t>(channel)});
    return parts;
}

release::Reached reached_by(db::Reader& reader, const std::vector<Bus>& buses) {
    std::vector<Id> ids;
    std::unordered_map<Id, std::optional<Time>> since;
    for (const Bus& bus : buses) {
        ids.push_back(bus.id);
        if (!since.contains(bus.product_id)) since[bus.product_id] = store::since(reader, bus.product_id);
    }
    std::unordered_map<Id, Channel> last;
    for (const Decision& decision : store::decisions(reader, ids)) last[decision.bus_id] = decision.channel;
    release::Reached reached;
    for (const Bus& bus : buses)
        if (const auto began = since.at(bus.product_id); began && bus.left_at)
            reached[bus.id] = came_to(bus, *began, last);
    return reached;
}

std::optional<Channel> reached(db::Reader& reader, const Bus& bus) {
    const release::Reached found = reached_by(reader, {bus});
    const auto channel = found.find(bus.id);
    return channel == found.end() ? std::nullopt : std::optional(channel->second);
}

std::vector<std::int64_t> stable_buses(db::Reader& reader, Id product) {
    const std::vector<Bus> buses = release::past(reader, product, 0, buses_looked_at);
    const release::Reached reached = reached_by(reader, buses);
    std::vector<std::int64_t> numbers;
    for (const Bus& bus : buses) {
        if (!bus.left_at) continue;
        const auto channel = reached.find(bus.id);
        // Without channels everybody gets what leaves.
        if (channel == reached.end() || channel->second == Channel::stable) numbers.push_back(bus.number);
    }
    return numbers;
}

Result<void> say(db::Writer& writer, IdSource& ids, Id id, Id person, bool well, Time now) {
    const auto bus = release::find(writer, id);
    if (!bus) return not_found();
    const auto channel = reached(writer, *bus);
    if (!channel) return not_found();
    if (channel_of(writer, bus->product_id, person) > *channel) return refuse(409, "channels.not_yours_yet");
    using participation::Verb;
    const participation::Deed deed{person,
                                   bus->product_id,
                                   "product",
                                   well ? Verb::confirm : Verb::dispute,
                                   participation::Object::release,
                                   id};
    if (const auto before = store::voice(writer, id, person)) {
        if (before->well == well) return {};
        participation::Deed other = deed;
        other.verb = before->well ? Verb::confirm : Verb::dispute;
        participation::reverse(writer, ids, other, now);
    }
    store::put(writer, {id, person, well, now});
    participation::record(writer, ids, deed, now);
    return {};
}

}  // namespace canyu::channels
