#include "features/participation/participation.hpp"

#include "features/participation/store.hpp"

namespace canyu::participation {

Id record(db::Writer& writer, IdSource& ids, const Deed& deed, Time now) {
    const Id id = ids.next();
    store::insert(writer, {id, now, deed.person, deed.product, deed.node, deed.verb, deed.object,
                           deed.object_id, std::nullopt});
    return id;
}

std::optional<Id> reverse(db::Writer& writer, IdSource& ids, const Deed& deed, Time now) {
    const auto standing = store::last_standing(writer, deed.person, deed.verb, deed.object, deed.object_id);
    if (!standing) return std::nullopt;
    Row back = *standing;
    back.id = ids.next();
    back.at = now;
    back.reverses = standing->id;
    store::insert(writer, back);
    return back.id;
}

std::vector<Row> of_person(db::Reader& reader, Id person, Id before, std::int64_t limit) {
    return store::of_person(reader, person, before, limit);
}

std::optional<Row> find(db::Reader& reader, Id person, Id row) {
    return store::find(reader, person, row);
}

std::optional<Row> standing(db::Reader& reader, Id person, Verb verb, Object object, Id object_id) {
    return store::last_standing(reader, person, verb, object, object_id);
}

std::int64_t count(db::Reader& reader, Id person, Verb verb) {
    return store::count(reader, person, verb);
}

std::vector<Time> latest(db::Reader& reader, Id person, Verb verb, std::int64_t limit) {
    return store::latest(reader, person, verb, limit);
}

Activity activity(db::Reader& reader, Id person) {
    return store::activity(reader, person);
}

std::unordered_map<Id, std::int64_t> count_all(db::Reader& reader, const std::vector<Id>& people) {
    std::unordered_map<Id, std::int64_t> standing;
    for (const Id person : people) standing.try_emplace(person, 0);
    for (const auto& [person, deeds] : store::counts(reader, people)) standing[person] = deeds;
    return standing;
}

}  // namespace canyu::participation
