#include "platform/audit/audit.hpp"

#include <limits>

namespace canyu::audit {

void record(db::Writer& writer, IdSource& ids, Id who, const std::string& act, const Object& object,
            const std::string& detail, Time now) {
    writer.insert("audit", Entry{ids.next(), now, who, act, object.kind, object.id, detail});
}

std::vector<Entry> list(db::Reader& reader, Id person, Id before, std::int64_t limit) {
    const Id end = before ? before : Id{std::numeric_limits<std::int64_t>::max()};
    if (person) {
        return reader.rows<Entry>(
            "select id, at, person_id, act, object_kind, object_id, detail from audit "
            "where person_id = ? and id < ? order by id desc limit ?",
            person, end, limit);
    }
    return reader.rows<Entry>(
        "select id, at, person_id, act, object_kind, object_id, detail from audit "
        "where id < ? order by id desc limit ?",
        end, limit);
}

std::vector<Entry> list_of(db::Reader& reader, const Object& object, std::int64_t limit) {
    return reader.rows<Entry>(
        "select id, at, person_id, act, object_kind, object_id, detail from audit "
        "where object_kind = ? and object_id = ? order by id desc limit ?",
        object.kind, object.id, limit);
}

void forget_details(db::Writer& writer, const Object& object) {
    writer.execute("update audit set detail = '' where object_kind = ? and object_id = ?", object.kind,
                   object.id);
}

void forget_detail(db::Writer& writer, const std::string& detail, const std::string& object_kind) {
    if (object_kind.empty())
        writer.execute("update audit set detail = '' where detail = ?", detail);
    else
        writer.execute("update audit set detail = '' where object_kind = ? and detail = ?", object_kind,
                       detail);
}

}  // namespace canyu::audit
