#include "app/demo/outward_story.hpp"

#include "app/demo/need.hpp"
#include "features/channels/channels.hpp"
#include "features/charter/charter.hpp"
#include "features/known_issues/known_issues.hpp"

namespace canyu::demo {
namespace {

using release::Acting;

known_issues::Said said_of(const IssueRecord& record, const std::string& demands) {
    return {.sentence = record.sentence,
            .workaround = record.workaround,
            .found_in = record.found_in,
            .holds = record.holds,
            .demands = demands};
}

}  // namespace

void OutwardStory::add_events(const Records& records, const AddEvent& add) {
    for (const StageRecord& record : records.stages)
        add({record.day, "stage " + record.name_en,
             [this, &record](db::Writer& writer, Time at) { begin_stage(writer, record, at); }});
    for (const MeasureRecord& record : records.measures) add_measure(record, add);
    for (const CharterRecord& record : records.charters)
        add({record.day, "charter of " + record.product,
             [this, &record](db::Writer& writer, Time at) { write_charter(writer, record, at); }});
    for (const IssueRecord& record : records.issues) add_issue(record, add);
    for (const ChannelsRecord& record : records.channels) add_channels(record, add);
}

void OutwardStory::add_issue(const IssueRecord& record, const AddEvent& add) {
    add({record.day, "known issue", [this, &record](db::Writer& writer, Time at) {
             issues_[&record] =
                 need(known_issues::open(writer, {community_.ids(), cast_.person(record.by), at},
                                         cast_.product(record.product),
                                         said_of(record, numbers(writer, record.demands))))
                     .id;
         }});
    for (const HitRecord& hit : record.hits)
        add({hit.day, "a known issue hits " + hit.by, [this, &record, &hit](db::Writer& writer, Time at) {
                 need(known_issues::hit(writer, community_.ids(), issues_.at(&record), cast_.person(hit.by),
                                        at));
             }});
    if (!record.closing) return;
    add({record.closing->day, "closing a known issue", [this, &record](db::Writer& writer, Time at) {
             known_issues::Said said = said_of(record, numbers(writer, record.demands));
             said.state = *enum_from_name<known_issues::IssueState>(record.closing->state);
             said.fixed_in = record.closing->fixed_in;
             said.reason = record.closing->reason;
             need(known_issues::change(writer, {community_.ids(), cast_.person(record.closing->by), at},
                                       issues_.at(&record), said));
         }});
}

void OutwardStory::add_measure(const MeasureRecord& record, const AddEvent& add) {
    add({record.day, "promising " + record.name_en, [this, &record](db::Writer& writer, Time at) {
             const measures::Measure measure{.product_id = cast_.product(record.product),
                                             .kind = *enum_from_name<measures::MeasureKind>(record.kind),
                                             .name_zh = record.name_zh,
                                             .name_en = record.name_en,
                                             .unit_zh = record.unit_zh,
                                             .unit_en = record.unit_en,
                                             .better = *enum_from_name<measures::Better>(record.better),
                                             .promised = record.promised,
                                             .before = record.before,
                                             .rival = record.rival,
                                             .tolerance = record.tolerance};
             measures_[record.name_en] =
                 need(measures::promise(writer, {community_.ids(), cast_.person(record.by), at}, measure));
         }});
    for (const ValueRecord& value : record.values)
        add({value.day, "measuring " + record.name_en, [this, &record, &value](db::Writer& writer, Time at) {
                 const Acting acting{community_.ids(), cast_.person(value.by), at};
                 const Id measure = measures_.at(record.name_en);
                 need(measures::measure(writer, acting, measure,
                                        {value.bus, value.value, value.rival, value.how, "", ""}));
                 if (!value.signed_reason.empty())
                     need(measures::sign(writer, acting, measure, value.bus,
                                         channels::stable_buses(writer, cast_.product(record.product)),
                                         value.signed_reason));
             }});
}

void OutwardStory::add_channels(const ChannelsRecord& record, const AddEvent& add) {
    add({record.day, "channels of " + record.product, [this, &record](db::Writer& writer, Time at) {
             need(channels::set_rules(writer, {community_.ids(), cast_.person(record.by), at},
                                      channels::usual_rules(cast_.product(record.product))));
         }});
    for (const RiderRecord& rider : record.riders)
        add({rider.day, rider.by + " chooses a channel",
             [this, &record, &rider](db::Writer& writer, Time at) {
                 need(channels::choose(writer, community_.ids(), cast_.product(record.product),
                                       cast_.person(rider.by),
                                       *enum_from_name<release::Channel>(rider.channel), at));
             }});
    for (const RunsRecord& runs : record.runs)
        add({runs.day, runs.by + " says how a build runs",
             [this, &record, &runs](db::Writer& writer, Time at) {
                 need(channels::say(writer, community_.ids(), bus(writer, record.product, runs.bus),
                                    cast_.person(runs.by), runs.well, at));
             }});
    for (const MoveRecord& move : record.moves)
        add({move.day, "a build goes to " + move.to, [this, &record, &move](db::Writer& writer, Time at) {
                 const Acting acting{community_.ids(), cast_.person(move.by), at};
                 const auto to = *enum_from_name<release::Channel>(move.to);
                 const auto act = move.back ? channels::pull_back : channels::promote;
                 need(act(writer, acting, bus(writer, record.product, move.bus), to, move.reason));
             }});
}

void OutwardStory::write_charter(db::Writer& writer, const CharterRecord& record, Time at) {
    const Acting acting{community_.ids(), cast_.person(record.by), at};
    const Id product = cast_.product(record.product);
    std::string voices;
    for (const std::string& key : record.voices)
        voices += to_string(report::of_demand(writer, cast_.demand(key), 0, 1).front().id) + " ";
    need(charter::write(writer, acting,
                        {{product,
                          record.what_zh,
                          record.what_en,
                          record.pain_zh,
                          record.pain_en,
                          record.itch_zh,
                          record.itch_en,
                          {}},
                         numbers(writer, record.demands),
                         voices},
                        record.reason));
    for (const NodeRecord& node : record.nodes) {
        const auto measure = measures_.find(node.measure);
        need(charter::add_node(writer, acting,
                               {{},
                                product,
                                0,
                                node.keyword_zh,
                                node.keyword_en,
                                node.proof_zh,
                                node.proof_en,
                                measure == measures_.end() ? std::nullopt : std::optional(measure->second),
                                node.story_zh,
                                node.story_en},
                               record.reason));
    }
}

void OutwardStory::begin_stage(db::Writer& writer, const StageRecord& record, Time at) {
    const Acting acting{community_.ids(), cast_.person(record.by), at};
    const Id stage = need(charter::begin_stage(writer, acting, record.name_zh, record.name_en));
    need(charter::set_flagship(writer, acting, stage, cast_.product(record.flagship), Id{}, record.reason));
}

std::string OutwardStory::numbers(db::Reader& reader, const std::vector<std::string>& keys) const {
    std::string text;
    for (const std::string& key : keys)
        text += std::to_string(demand::find(reader, cast_.demand(key))->number) + " ";
    return text;
}

Id OutwardStory::bus(db::Reader& reader, const std::string& product, std::int64_t number) const {
    return release::find(reader, cast_.product(product), number).value().id;
}

}  // namespace canyu::demo
