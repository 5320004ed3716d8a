#include "features/answers/store.hpp"

#include "platform/db/by_ids.hpp"

namespace canyu::answers::store {
namespace {

const std::string select_routes = "select topic_id, person_id, because, at, done_at from answer_route ";
constexpr Id the_row{1};

}  // namespace

std::optional<Patience> patience(db::Reader& reader) {
    return reader.row<Patience>("select hours, at_most from answer_patience where id = ?", the_row);
}

void set_patience(db::Writer& writer, const Patience& patience) {
    writer.execute(
        "insert into answer_patience (id, hours, at_most) values (?, ?, ?) "
        "on conflict (id) do update set hours = excluded.hours, at_most = excluded.at_most",
        the_row, patience.hours, patience.at_most);
}

std::vector<Route> of_topics(db::Reader& reader, const std::vector<Id>& topics) {
    return db::rows_by_ids<Route>(reader, select_routes + "where topic_id in ", topics);
}

std::vector<Route> open(db::Reader& reader) {
    return reader.rows<Route>(select_routes + "where done_at is null order by at, topic_id, person_id");
}

std::vector<Route> open_of(db::Reader& reader, Id person) {
    return reader.rows<Route>(select_routes + "where person_id = ? and done_at is null order by at, topic_id",
                              person);
}

bool insert(db::Writer& writer, const Route& route) {
    return writer.insert_new("answer_route", route);
}

bool set_done(db::Writer& writer, Id topic, Id person, Time now) {
    return writer.execute(
               "update answer_route set done_at = ? where topic_id = ? and person_id = ? and done_at is null",
               now, topic, person) == 1;
}

}  // namespace canyu::answers::store
