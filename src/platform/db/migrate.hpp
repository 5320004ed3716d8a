// Brings a database to the state this program expects: portable SQL files, up only, in the order of their
// names.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "platform/db/db.hpp"

namespace canyu::db {

// name: the file's, "202611220900_people.sql"; its timestamp orders all slices' migrations together.
// A line `-- only: sqlite` or `-- only: postgresql` limits the statements after it, up to `-- only: all`.
struct Migration {
    std::string_view name;
    std::string_view sql;
};

// Applies what is missing, each file in a transaction with its row in `migration`. Throws std::runtime_error
// with a speaking text when the database knows a migration this program does not (a database from the future)
// or when the text of an applied one has changed.
void migrate(Database& database, std::vector<Migration> migrations, Time now);

}  // namespace canyu::db
