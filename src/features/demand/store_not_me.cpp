// The SQL of "not me".
#include "features/demand/store.hpp"

namespace canyu::demand::store {
namespace {

std::string select_said(const std::string& rest) {
    return "select demand_id, person_id, said_at, cast(1 as double precision) from not_me where " + rest;
}

}  // namespace

bool insert(db::Writer& writer, const NotMe& not_me) {
    return writer.insert_new("not_me", not_me);
}

bool take_not_me_back(db::Writer& writer, Id demand, Id person) {
    return writer.execute("delete from not_me where demand_id = ? and person_id = ?", demand, person) > 0;
}

bool says_not_me(db::Reader& reader, Id demand, Id person) {
    return reader.value<std::int64_t>("select count(*) from not_me where demand_id = ? and person_id = ?",
                                      demand, person) > 0;
}

std::vector<report::Said> not_me_for(db::Reader& reader, Id demand) {
    return reader.rows<report::Said>(select_said("demand_id = ? order by said_at, person_id"), demand);
}

std::vector<report::Said> not_me_in(db::Reader& reader, Id product) {
    return reader.rows<report::Said>(select_said("product_id = ?"), product);
}

void lend_not_me(db::Writer& writer, Id from, Id into) {
    writer.execute("update not_me set demand_id = ? where demand_id = ?", into, from);
}

void call_not_me_back(db::Writer& writer, Id home, Id demand) {
    writer.execute("update not_me set demand_id = ? where home_id = ?", demand, home);
}

}  // namespace canyu::demand::store
