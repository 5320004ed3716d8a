// The tables of reading.
#pragma once

#include "features/reading/reading.hpp"

namespace canyu::reading::store {

struct PositionRow {
    Id topic_id;
    std::int64_t floor = 0;
};
BOOST_DESCRIBE_STRUCT(PositionRow, (), (topic_id, floor))
struct StanceRow {
    Id thing_id;
    Stance stance = Stance::follows;
};
BOOST_DESCRIBE_STRUCT(StanceRow, (), (thing_id, stance))
struct AllReadRow {
    Id board_id;
    Time at{};
};
BOOST_DESCRIBE_STRUCT(AllReadRow, (), (board_id, at))
struct Amounts {
    std::int64_t topics = 0;
    std::int64_t days = 0;
};
BOOST_DESCRIBE_STRUCT(Amounts, (), (topics, days))

std::vector<PositionRow> positions(db::Reader& reader, Id person, const std::vector<Id>& topics);
std::vector<Id> newest_positions(db::Reader& reader, Id person, std::int64_t limit);
void advance(db::Writer& writer, Id person, Id topic, std::int64_t floor, Time now);
void go_back(db::Writer& writer, Id person, Id topic, std::int64_t floor);
std::vector<AllReadRow> all_read(db::Reader& reader, Id person);
void set_all_read(db::Writer& writer, Id person, Id board, Time now);

std::vector<StanceRow> stances(db::Reader& reader, Id person, Thing thing, const std::vector<Id>& ids);
std::vector<Id> with_stance(db::Reader& reader, Id person, Thing thing, Stance stance);
std::vector<Id> followers(db::Reader& reader, Thing thing, Id id);
void set_stance(db::Writer& writer, Id person, Thing thing, Id id, Stance stance, Time now);
void add_stance(db::Writer& writer, Id person, Thing thing, Id id, Stance stance, Time now);
void remove_stance(db::Writer& writer, Id person, Thing thing, Id id, Stance stance);

bool insert(db::Writer& writer, const Mark& mark);
bool remove_mark(db::Writer& writer, Id post, Id person);
std::vector<Mark> marks(db::Reader& reader, const std::vector<Id>& posts);
std::vector<Thanked> thanked(db::Reader& reader, const ThanksWanted& wanted);

Amounts amounts(db::Reader& reader, Id person);
double helpful(db::Reader& reader, Id person);

}  // namespace canyu::reading::store
