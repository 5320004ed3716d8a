#include "features/admin/store.hpp"

namespace canyu::admin::store {

std::optional<std::string> get(db::Reader& reader, const std::string& name) {
    return reader.row<std::string>("select value from setting where name = ?", name);
}

void set(db::Writer& writer, const std::string& name, const std::string& value) {
    writer.execute(
        "insert into setting (name, value) values (?, ?) on conflict (name) do update set value = "
        "excluded.value",
        name, value);
}

}  // namespace canyu::admin::store
