// What backup, restore, export and import community share: the folder a whole community is in, and the way
// into a database.
#pragma once

#include <optional>
#include <string>

#include "app/commands/progress_line.hpp"
#include "app/phrase.hpp"
#include "platform/archive/archive.hpp"
#include "platform/files/new_folder.hpp"

namespace canyu::commands {

// The file behind sqlite:PATH; nothing for PostgreSQL.
std::optional<std::string> sqlite_path(const std::string& url);
// The same, for a database that must be there.
std::optional<std::string> sqlite_path_to_read(const std::string& url);

// Refuses a folder that is there, or that another command is making.
files::NewFolder new_folder(const std::string& path);

// Tells of a share on the line, in the phrase's words with "{percent}"; both outlive what is answered.
archive::Watch watch_on(ProgressLine& line, const Phrase& phrase);

// Every table but `left_out` in one snapshot.
archive::Manifest write_tables(const std::string& url, const files::NewFolder& folder,
                               const std::vector<std::string>& left_out, ProgressLine& line);

// Checks the folder as a whole: that it is for this purpose, not newer than this program, and as it was
// written.
archive::Manifest open_folder(const std::string& folder, archive::Purpose purpose, ProgressLine& line);

// Fills the empty database of that url, with the tables as they were, and brings it up to date.
void take_tables_in(const std::string& url, const archive::Manifest& manifest, const std::string& folder,
                    ProgressLine& line);

// The phrase with its {name} (where the community is now), {rows}, {tables} and {time}, and a line for each
// table that has rows.
void print_done(const Phrase& phrase, const std::string& name, const std::string& place,
                const archive::Manifest& manifest);

}  // namespace canyu::commands
