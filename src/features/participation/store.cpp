#include "features/participation/store.hpp"

#include <limits>

#include "platform/db/by_ids.hpp"

namespace canyu::participation::store {
namespace {

const std::string takes_part =
    "verb not in ('flag', 'helpful', 'reserve', 'claim', 'earn', 'redeem', 'open', 'give')";

const std::string select_rows =
    "select id, at, person_id, product_id, node, verb, object, object_id, reverses from participation ";

}  // namespace

void insert(db::Writer& writer, const Row& row) {
    writer.insert("participation", row);
}

std::optional<Row> last_standing(db::Reader& reader, Id person, Verb verb, Object object, Id object_id) {
    return reader.row<Row>(
        select_rows +
            "deed where person_id = ? and verb = ? and object = ? and object_id = ? and reverses is null "
            "and not exists (select 1 from participation back "
            "where back.person_id = deed.person_id and back.reverses = deed.id) "
            "order by id desc limit 1",
        person, verb, object, object_id);
}

std::optional<Row> find(db::Reader& reader, Id person, Id row) {
    return reader.row<Row>(select_rows + "where person_id = ? and id = ?", person, row);
}

std::vector<Row> of_person(db::Reader& reader, Id person, Id before, std::int64_t limit) {
    const Id end = before ? before : Id{std::numeric_limits<std::int64_t>::max()};
    return reader.rows<Row>(select_rows + "where person_id = ? and id < ? order by id desc limit ?", person,
                            end, limit);
}

// A row that takes back repeats the verb of the one it names, so the two cancel out in a sum.
std::int64_t count(db::Reader& reader, Id person, Verb verb) {
    return reader.value<std::int64_t>(
        "select coalesce(sum(case when reverses is null then 1 else -1 end), 0) from participation "
        "where person_id = ? and verb = ?",
        person, verb);
}

std::vector<Time> latest(db::Reader& reader, Id person, Verb verb, std::int64_t limit) {
    return reader.rows<Time>(
        "select at from participation where person_id = ? and verb = ? and reverses is null "
        "order by id desc limit ?",
        person, verb, limit);
}

Activity activity(db::Reader& reader, Id person) {
    return *reader.row<Activity>(
        "select cast(coalesce(sum(case when reverses is null then 1 else -1 end), 0) as bigint), "
        "count(distinct at / 86400000) from participation "
        "where person_id = ? and " +
            takes_part,
        person);
}

std::vector<StandingCount> counts(db::Reader& reader, const std::vector<Id>& people) {
    return db::rows_by_ids<StandingCount>(
        reader,
        "select person_id, sum(case when reverses is null then 1 else -1 end) from participation where " +
            takes_part + " and person_id in ",
        people, " group by person_id");
}

}  // namespace canyu::participation::store
