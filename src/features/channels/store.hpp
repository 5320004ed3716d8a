// The tables of channels.
#pragma once

#include "features/channels/channels.hpp"

namespace canyu::channels::store {

std::vector<Rule> rules(db::Reader& reader, Id product);
void set_rules(db::Writer& writer, const std::vector<Rule>& rules);
std::optional<Time> since(db::Reader& reader, Id product);
void start(db::Writer& writer, Id product, Time now);  // the first time only

std::optional<Channel> chosen(db::Reader& reader, Id product, Id person);
void set_chosen(db::Writer& writer, Id product, Id person, Channel channel, Time now);  // stable: no row
std::vector<Id> people(db::Reader& reader, Id product, Channel channel);

void insert(db::Writer& writer, const Decision& decision);
std::vector<Decision> decisions(db::Reader& reader, Id bus);                        // the latest first
std::vector<Decision> decisions(db::Reader& reader, const std::vector<Id>& buses);  // the earliest first

struct Voice {
    Id bus_id;
    Id person_id;
    bool well = false;
    Time said_at{};
};
BOOST_DESCRIBE_STRUCT(Voice, (), (bus_id, person_id, well, said_at))
void put(db::Writer& writer, const Voice& voice);
std::vector<Voice> voices(db::Reader& reader, Id bus);
std::optional<Voice> voice(db::Reader& reader, Id bus, Id person);

}  // namespace canyu::channels::store
