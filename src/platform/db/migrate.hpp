// Brings a database to the state this program expects: portable SQL files, up only, in the order of their
// names.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "platform/db/db.hpp"

namespace canyu::db {

// name: the file's, "202611220900_people.sql"; its timestamp orders all slices' migrations together.
// A line `-- only: sqlite` or `-- only: postgresql` limits the lines after it to that engine, up to `-- only:
// all`.
struct Migration {
    std::string_view name;
    std::string_view sql;
};

// Applies what is missing, each file in one transaction with its row in `migration`, so that a failing one
// leaves nothing behind. Throws std::runtime_error with a speaking text when the database knows a migration
// this program does not (a database from the future), when the text of an applied one has changed, and when
// one fails. Several processes may start at once. Thread rule: once per Database, before anything else uses
// it.
void migrate(Database& database, std::vector<Migration> migrations, Time now);

// The names of those the database knows, in order; none for one that has no table yet.
std::vector<std::string> applied_migrations(Reader& reader);

// The lines of the file that are meant for the engine. Throws std::runtime_error for an engine it does not
// know.
std::string migration_for(Engine engine, std::string_view sql);

}  // namespace canyu::db
