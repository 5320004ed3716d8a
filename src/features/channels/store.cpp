#include "features/channels/store.hpp"

#include <algorithm>

#include "platform/db/by_ids.hpp"

namespace canyu::channels::store {
namespace {

const std::string select_decisions =
    "select id, bus_id, channel, kind, reason, well, no, days, holding, least_people, most_no_percent, "
    "least_days, decided_by, decided_at from channel_decision ";
const std::string select_voices =
    "select bus_id, person_id, well, said_at from channel_voice where bus_id = ? ";

struct MemberRow {
    Id product_id;
    Id person_id;
    Channel channel = Channel::daily;
    Time since{};
};
BOOST_DESCRIBE_STRUCT(MemberRow, (), (product_id, person_id, channel, since))

struct StartRow {
    Id product_id;
    Time since{};
};
BOOST_DESCRIBE_STRUCT(StartRow, (), (product_id, since))

}  // namespace

std::vector<Rule> rules(db::Reader& reader, Id product) {
    auto found = reader.rows<Rule>(
        "select product_id, channel, most_people, least_people, most_no_percent, least_days "
        "from channel_rule where product_id = ?",
        product);
    std::ranges::sort(found, {}, &Rule::channel);
    return found;
}

void set_rules(db::Writer& writer, const std::vector<Rule>& rules) {
    for (const Rule& rule : rules) {
        writer.execute("delete from channel_rule where product_id = ? and channel = ?", rule.product_id,
                       rule.channel);
        writer.insert("channel_rule", rule);
    }
}

std::optional<Time> since(db::Reader& reader, Id product) {
    return reader.row<Time>("select since from channel_start where product_id = ?", product);
}

void start(db::Writer& writer, Id product, Time now) {
    writer.insert_new("channel_start", StartRow{product, now});
}

std::optional<Channel> chosen(db::Reader& reader, Id product, Id person) {
    return reader.row<Channel>("select channel from channel_member where product_id = ? and person_id = ?",
                               product, person);
}

void set_chosen(db::Writer& writer, Id product, Id person, Channel channel, Time now) {
    writer.execute("delete from channel_member where product_id = ? and person_id = ?", product, person);
    if (channel != Channel::stable) writer.insert("channel_member", MemberRow{product, person, channel, now});
}

std::vector<Id> people(db::Reader& reader, Id product, Channel channel) {
    return reader.rows<Id>(
        "select person_id from channel_member where product_id = ? and channel = ? order by since, person_id",
        product, channel);
}

void insert(db::Writer& writer, const Decision& decision) {
    writer.insert("channel_decision", decision);
}

std::vector<Decision> decisions(db::Reader& reader, Id bus) {
    return reader.rows<Decision>(select_decisions + "where bus_id = ? order by id desc", bus);
}

std::vector<Decision> decisions(db::Reader& reader, const std::vector<Id>& buses) {
    auto found = db::rows_by_ids<Decision>(reader, select_decisions + "where bus_id in ", buses);
    std::ranges::sort(found, {}, &Decision::id);
    return found;
}

void put(db::Writer& writer, const Voice& voice) {
    if (writer.insert_new("channel_voice", voice)) return;
    writer.execute("update channel_voice set well = ?, said_at = ? where bus_id = ? and person_id = ?",
                   voice.well, voice.said_at, voice.bus_id, voice.person_id);
}

std::vector<Voice> voices(db::Reader& reader, Id bus) {
    return reader.rows<Voice>(select_voices + "order by said_at, person_id", bus);
}

std::optional<Voice> voice(db::Reader& reader, Id bus, Id person) {
    return reader.row<Voice>(select_voices + "and person_id = ?", bus, person);
}

}  // namespace canyu::channels::store
