#include "features/reading/store.hpp"

#include "platform/db/by_ids.hpp"

namespace canyu::reading::store {

std::vector<PositionRow> positions(db::Reader& reader, Id person, const std::vector<Id>& topics) {
    return db::rows_by_ids<PositionRow>(
        reader, "select topic_id, floor from reading_position where person_id = ? and topic_id in ", topics,
        "", person);
}

std::vector<Id> newest_positions(db::Reader& reader, Id person, std::int64_t limit) {
    return reader.rows<Id>(
        "select topic_id from reading_position where person_id = ? order by read_at desc, topic_id desc "
        "limit ?",
        person, limit);
}

void advance(db::Writer& writer, Id person, Id topic, std::int64_t floor, Time now) {
    writer.execute(
        "insert into reading_position (person_id, topic_id, floor, first_read_at, read_at) "
        "values (?, ?, ?, ?, ?) on conflict (person_id, topic_id) do update set "
        "floor = excluded.floor, read_at = excluded.read_at where reading_position.floor < excluded.floor",
        person, topic, floor, now, now);
}

void go_back(db::Writer& writer, Id person, Id topic, std::int64_t floor) {
    writer.execute("update reading_position set floor = ? where person_id = ? and topic_id = ? and floor > ?",
                   floor, person, topic, floor);
}

std::vector<AllReadRow> all_read(db::Reader& reader, Id person) {
    return reader.rows<AllReadRow>("select board_id, at from reading_all_read where person_id = ?", person);
}

void set_all_read(db::Writer& writer, Id person, Id board, Time now) {
    writer.execute(
        "insert into reading_all_read (person_id, board_id, at) values (?, ?, ?) "
        "on conflict (person_id, board_id) do update set at = excluded.at",
        person, board, now);
}

std::vector<StanceRow> stances(db::Reader& reader, Id person, Thing thing, const std::vector<Id>& ids) {
    return db::rows_by_ids<StanceRow>(
        reader,
        "select thing_id, stance from reading_stance where person_id = ? and thing = ? and thing_id in ", ids,
        "", person, thing);
}

std::vector<Id> with_stance(db::Reader& reader, Id person, Thing thing, Stance stance) {
    return reader.rows<Id>(
        "select thing_id from reading_stance where person_id = ? and thing = ? and stance = ? "
        "order by since desc, thing_id desc",
        person, thing, stance);
}

std::vector<Id> followers(db::Reader& reader, Thing thing, Id id) {
    return reader.rows<Id>(
        "select person_id from reading_stance where thing = ? and thing_id = ? and stance = 'follows' "
        "order by person_id",
        thing, id);
}

void set_stance(db::Writer& writer, Id person, Thing thing, Id id, Stance stance, Time now) {
    writer.execute(
        "insert into reading_stance (person_id, thing, thing_id, stance, since) values (?, ?, ?, ?, ?) "
        "on conflict (person_id, thing, thing_id) do update set "
        "stance = excluded.stance, since = excluded.since",
        person, thing, id, stance, now);
}

void add_stance(db::Writer& writer, Id person, Thing thing, Id id, Stance stance, Time now) {
    writer.execute(
        "insert into reading_stance (person_id, thing, thing_id, stance, since) values (?, ?, ?, ?, ?) "
        "on conflict do nothing",
        person, thing, id, stance, now);
}

void remove_stance(db::Writer& writer, Id person, Thing thing, Id id, Stance stance) {
    writer.execute(
        "delete from reading_stance where person_id = ? and thing = ? and thing_id = ? and stance = ?",
        person, thing, id, stance);
}

bool insert(db::Writer& writer, const Mark& mark) {
    return writer.insert_new("helpful_mark", mark);
}

bool remove_mark(db::Writer& writer, Id post, Id person) {
    return writer.execute("delete from helpful_mark where post_id = ? and person_id = ?", post, person) == 1;
}

std::vector<Mark> marks(db::Reader& reader, const std::vector<Id>& posts) {
    return db::rows_by_ids<Mark>(
        reader, "select post_id, person_id, author_id, weight, at from helpful_mark where post_id in ",
        posts);
}

std::vector<Thanked> thanked(db::Reader& reader, const ThanksWanted& wanted) {
    return reader.rows<Thanked>(
        "select author_id, count(distinct person_id), max(at) from helpful_mark "
        "where at >= ? and at < ? and weight >= ? and (cast(? as bigint) = 0 or author_id = ?) "
        "group by author_id order by 2 desc, 3, author_id",
        wanted.since, wanted.until, wanted.least_weight, wanted.author, wanted.author);
}

Amounts amounts(db::Reader& reader, Id person) {
    return *reader.row<Amounts>(
        "select count(*), count(distinct first_read_at / 86400000) from reading_position where person_id = ?",
        person);
}

double helpful(db::Reader& reader, Id person) {
    return reader.value<double>("select coalesce(sum(weight), 0.0) from helpful_mark where author_id = ?",
                                person);
}

}  // namespace canyu::reading::store
