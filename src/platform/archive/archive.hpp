// A whole community as open files: every table of the database as lines of JSON, from either engine into
// either.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "platform/archive/manifest.hpp"
#include "platform/db/db.hpp"

namespace canyu::archive {

// What the manifest says of the database: its migrations, and the rows of every table but `left_out`.
Manifest describe(db::Reader& reader, const std::vector<std::string>& left_out);

// Writes the tables that `manifest` names into a folder that is being made and adds their files to it. One
// snapshot: the one of `reader`. Throws std::system_error. `watch` hears the share of rows that are done, 0
// to 1.
void write_tables(db::Reader& reader, Manifest& manifest, const std::string& folder, const Watch& watch = {});

// Puts the rows of every file into its table; nothing is kept when a Problem is answered. Problems, each
// naming file and line where there is one: 409 "archive.not_empty" (a table has rows), 422
// "archive.unknown_table", "archive.line_too_long", "archive.row_twice",
// "archive.breaks_off", "archive.rows_differ". What follows from rows (search) is for the caller to make
// anew.
Result<void> read_tables(db::Writer& writer, const Manifest& manifest, const std::string& folder,
                         const Watch& watch = {});

// The first table that has rows; "" when all are empty.
std::string table_with_rows(db::Reader& reader);

}  // namespace canyu::archive
