// What a SQLite database is as a file: copying it while others write, looking for damage, putting it aside.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace canyu::db {

// Copies the database as it is at one moment into a new file, in small steps, while others go on reading and
// writing: nobody waits for it or is refused. `watch` hears the pages that are done and all there are. Throws
// Unavailable for a database that cannot be read and a disk that is full.
void copy_sqlite(const std::string& from, const std::string& to,
                 const std::function<void(std::int64_t done, std::int64_t all)>& watch = {});

// What SQLite's own check finds wrong, at most 100 lines; empty for a sound file.
std::vector<std::string> faults_of_sqlite(const std::string& path);

// Takes the write-ahead log into the file, so that it is the whole database and may be moved. False, and
// nothing is changed, while anybody has it open.
bool close_sqlite(const std::string& path);

}  // namespace canyu::db
