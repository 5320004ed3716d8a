// What a member has read, follows, mutes and found helpful.
#pragma once

#include <optional>
#include <unordered_map>
#include <vector>

#include "platform/db/db.hpp"
#include "platform/db/upkeep.hpp"

namespace canyu::reading {

enum class Thing { topic, board };
BOOST_DESCRIBE_ENUM(Thing, topic, board)

enum class Stance { follows, muted };
BOOST_DESCRIBE_ENUM(Stance, follows, muted)

// ---- how far one has read
// The last floor read by topic; only of topics that were opened.
std::unordered_map<Id, std::int64_t> floors(db::Reader& reader, Id person, const std::vector<Id>& topics);
// The topics read last, at most `limit`.
std::vector<Id> topics_read(db::Reader& reader, Id person, std::int64_t limit);
// Moves the position forward, never back.
void advance(db::Writer& writer, Id person, Id topic, std::int64_t floor, Time now);
// The next look begins behind `floor`; 0 for from the start.
void go_back(db::Writer& writer, Id person, Id topic, std::int64_t floor);
// When everything in a board was last called read; by board.
std::unordered_map<Id, Time> all_read_at(db::Reader& reader, Id person);
void call_all_read(db::Writer& writer, Id person, Id board, Time now);

// ---- what one wants to hear of
std::optional<Stance> stance(db::Reader& reader, Id person, Thing thing, Id id);
std::unordered_map<Id, Stance> stances(db::Reader& reader, Id person, Thing thing,
                                       const std::vector<Id>& ids);
// Everything of a kind with a stance, the newest first.
std::vector<Id> with_stance(db::Reader& reader, Id person, Thing thing, Stance stance);
std::vector<Id> followers(db::Reader& reader, Thing thing, Id id);
void take(db::Writer& writer, Id person, Thing thing, Id id, Stance stance, Time now);
// Follows unless a stance was taken before.
void follow_by_writing(db::Writer& writer, Id person, Id topic, Time now);
// Leaves another stance alone.
void leave(db::Writer& writer, Id person, Thing thing, Id id, Stance stance);

// ---- what helped
struct Mark {
    Id post_id;
    Id person_id;
    Id author_id;
    double weight = 0;  // how much its giver is trusted, from 0.3 to 1
    Time at{};
};
BOOST_DESCRIBE_STRUCT(Mark, (), (post_id, person_id, author_id, weight, at))
// False when the mark was there already.
bool mark_helpful(db::Writer& writer, const Mark& mark);
bool unmark_helpful(db::Writer& writer, Id post, Id person);
// Who marked these posts, in no order.
std::vector<Mark> marks(db::Reader& reader, const std::vector<Id>& posts);

// Who was thanked in a time, by how many people whose mark weighs at least so much; marks taken back are
// none.
struct ThanksWanted {
    Time since{};
    Time until{};  // not at that moment any more
    double least_weight = 0;
    Id author{};  // Id{}: everybody
};
struct Thanked {
    Id author_id;
    std::int64_t people = 0;
    Time last_at{};
};
BOOST_DESCRIBE_STRUCT(Thanked, (), (author_id, people, last_at))
// By the most people first, of as many whose last thanks came first.
std::vector<Thanked> thanked(db::Reader& reader, const ThanksWanted& wanted);

// ---- what trust is earned by
struct Record {
    std::int64_t topics = 0;
    std::int64_t days = 0;  // (UTC) on which a topic was read for the first time
    double helpful = 0;     // the weights of all marks received
};
Record record_of(db::Reader& reader, Id person);

// What of this slice's rows follows from others, for canyu doctor.
db::Upkeep upkeep();

}  // namespace canyu::reading
