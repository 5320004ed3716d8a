#include "platform/db/journal.hpp"

#include <filesystem>

#include "platform/db/journals.hpp"

namespace canyu::db {
namespace {

constexpr std::string_view sqlite = "sqlite:";

}  // namespace

std::unique_ptr<Journal> open_journal(const std::string& url) {
    if (!url.starts_with(sqlite)) return open_postgresql_journal(url);
    const std::string file = url.substr(sqlite.size());
    return open_sqlite_journal(file == ":memory:" ? file : journal_file(file));
}

std::string journal_file(const std::string& database_file) {
    return std::filesystem::path(database_file).replace_extension(".journal");
}

}  // namespace canyu::db
