#include "features/reading/reading.hpp"

#include "features/reading/store.hpp"

namespace canyu::reading {

std::unordered_map<Id, std::int64_t> floors(db::Reader& reader, Id person, const std::vector<Id>& topics) {
    std::unordered_map<Id, std::int64_t> found;
    for (const auto& [topic, floor] : store::positions(reader, person, topics)) found.emplace(topic, floor);
    return found;
}

std::vector<Id> topics_read(db::Reader& reader, Id person, std::int64_t limit) {
    return store::newest_positions(reader, person, limit);
}

void advance(db::Writer& writer, Id person, Id topic, std::int64_t floor, Time now) {
    store::advance(writer, person, topic, floor, now);
}

void go_back(db::Writer& writer, Id person, Id topic, std::int64_t floor) {
    store::go_back(writer, person, topic, floor);
}

std::unordered_map<Id, Time> all_read_at(db::Reader& reader, Id person) {
    std::unordered_map<Id, Time> found;
    for (const auto& [board, at] : store::all_read(reader, person)) found.emplace(board, at);
    return found;
}

void call_all_read(db::Writer& writer, Id person, Id board, Time now) {
    store::set_all_read(writer, person, board, now);
}

std::optional<Stance> stance(db::Reader& reader, Id person, Thing thing, Id id) {
    const auto found = store::stances(reader, person, thing, {id});
    if (found.empty()) return std::nullopt;
    return found.front().stance;
}

std::unordered_map<Id, Stance> stances(db::Reader& reader, Id person, Thing thing,
                                       const std::vector<Id>& ids) {
    std::unordered_map<Id, Stance> found;
    for (const auto& [id, stance] : store::stances(reader, person, thing, ids)) found.emplace(id, stance);
    return found;
}

std::vector<Id> with_stance(db::Reader& reader, Id person, Thing thing, Stance stance) {
    return store::with_stance(reader, person, thing, stance);
}

std::vector<Id> followers(db::Reader& reader, Thing thing, Id id) {
    return store::followers(reader, thing, id);
}

void take(db::Writer& writer, Id person, Thing thing, Id id, Stance stance, Time now) {
    store::set_stance(writer, person, thing, id, stance, now);
}

void follow_by_writing(db::Writer& writer, Id person, Id topic, Time now) {
    store::add_stance(writer, person, Thing::topic, topic, Stance::follows, now);
}

void leave(db::Writer& writer, Id person, Thing thing, Id id, Stance stance) {
    store::remove_stance(writer, person, thing, id, stance);
}

bool mark_helpful(db::Writer& writer, const Mark& mark) {
    return store::insert(writer, mark);
}

bool unmark_helpful(db::Writer& writer, Id post, Id person) {
    return store::remove_mark(writer, post, person);
}

std::vector<Mark> marks(db::Reader& reader, const std::vector<Id>& posts) {
    return store::marks(reader, posts);
}

std::vector<Thanked> thanked(db::Reader& reader, const ThanksWanted& wanted) {
    return store::thanked(reader, wanted);
}

Record record_of(db::Reader& reader, Id person) {
    const store::Amounts amounts = store::amounts(reader, person);
    return {amounts.topics, amounts.days, store::helpful(reader, person)};
}

}  // namespace canyu::reading
