// Private to platform/db: the two kinds of journals.
#pragma once

#include "platform/db/journal.hpp"

namespace canyu::db {

// Of an empty batch too: null would be no batch.
inline const char* bytes_of(const JournalRow& row) {
    return row.batch.empty() ? "" : reinterpret_cast<const char*>(row.batch.data());
}

std::unique_ptr<Journal> open_sqlite_journal(const std::string& file);
std::unique_ptr<Journal> open_postgresql_journal(const std::string& url);

}  // namespace canyu::db
