// The SQL of settings.
#pragma once

#include <optional>
#include <string>

#include "platform/db/db.hpp"

namespace canyu::admin::store {

std::optional<std::string> get(db::Reader& reader, const std::string& name);
void set(db::Writer& writer, const std::string& name, const std::string& value);

}  // namespace canyu::admin::store
