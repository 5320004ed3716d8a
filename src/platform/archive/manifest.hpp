// manifest.json of a folder that a whole community is in: what it is, what it holds, and the digest of every
// file.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "base/shape.hpp"

namespace canyu::archive {

// backup: to come back to the same community, with everything. move: to go elsewhere, without who is signed
// in.
enum class Purpose { backup, move };
BOOST_DESCRIBE_ENUM(Purpose, backup, move)

// database: the file database.sqlite, and journal.sqlite where there is one. tables: a file TABLE.jsonl.gz
// for every table.
enum class Content { database, tables };
BOOST_DESCRIBE_ENUM(Content, database, tables)

struct Rows {
    std::string table;
    std::int64_t rows = 0;
    bool operator==(const Rows&) const = default;
};
BOOST_DESCRIBE_STRUCT(Rows, (), (table, rows))

struct HeldFile {
    std::string name;
    std::int64_t bytes = 0;
    std::string sha256;
    bool operator==(const HeldFile&) const = default;
};
BOOST_DESCRIBE_STRUCT(HeldFile, (), (name, bytes, sha256))

struct Manifest {
    std::int64_t canyu_archive = 1;  // the version of this format
    Purpose purpose = Purpose::backup;
    Content content = Content::tables;
    Time made_at{};
    std::vector<std::string> migrations;  // that its database knew, in order
    std::vector<Rows> tables;
    std::vector<HeldFile> files;
};
BOOST_DESCRIBE_STRUCT(Manifest, (), (canyu_archive, purpose, content, made_at, migrations, tables, files))

inline constexpr const char* database_file = "database.sqlite";
inline constexpr const char* journal_file = "journal.sqlite";  // of what is scarce, where there is one
std::string file_of_table(const std::string& table);

// Into a folder that is being made. Throws std::system_error.
void write(const Manifest& manifest, const std::string& folder);
// The files in the folder with their digests. `watch` hears the share that is done, 0 to 1.
using Watch = std::function<void(double share)>;
HeldFile describe_file(const std::string& folder, const std::string& name, const Watch& watch = {});

// Problems: 404 "archive.no_manifest", 422 "archive.broken_manifest", "archive.other_format",
// "archive.strange_name" (a file that is not in the folder itself).
Result<Manifest> read(const std::string& folder);
// Whether every file is there as it was written. 422 "archive.file_missing", "archive.file_changed".
Result<void> verify(const Manifest& manifest, const std::string& folder, const Watch& watch = {});
// 422 "archive.from_newer" when the folder's database knew a migration that is not among `known`.
Result<void> check_age(const Manifest& manifest, const std::vector<std::string_view>& known);

}  // namespace canyu::archive
