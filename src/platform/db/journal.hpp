// Append-only streams of batches: what must be on the disk before anybody is answered, thousands of times a
// second.
//
// A table `journal(stream, seq, epoch, batch)` with the primary key (stream, seq). Who writes a number first
// has it: two writers that both believe to lead a stream cannot both be answered "yes" for it. On SQLite it
// is a file of its own beside the database (ADR 4): its commits wait for no other writer.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>

#include "base/id.hpp"

namespace canyu::db {

struct JournalRow {
    Id stream;
    std::int64_t seq = 0;
    std::int64_t epoch = 0;  // under which lease it was written; no part of the key
    std::span<const std::byte> batch;
};

enum class Written : std::uint8_t {
    yes,    // it is on the disk, and stays
    taken,  // another row has this stream and seq
    failed  // perhaps it is kept, perhaps not: read before writing on
};

// One connection: for one thread at a time. Several may be open, in this process and in others.
class Journal {
  public:
    virtual ~Journal() = default;
    // Writes these rows, of different streams, with one wait for the disk. `written` is as long as `rows`.
    virtual void append(std::span<const JournalRow> rows, std::span<Written> written) = 0;
    // Hands over a stream's rows from a number on, in order; false when they cannot be read to the end.
    // Stops, and answers true, once `each` answers false. A row's bytes live as long as the call.
    virtual bool read(Id stream, std::int64_t from, const std::function<bool(const JournalRow&)>& each) = 0;
};

// url: as db::Options::url; beside a database in memory it ends with the connection and is nobody else's.
// Makes the table where it is not there. Throws Unavailable.
std::unique_ptr<Journal> open_journal(const std::string& url);

// The file of the journal that belongs to a SQLite database: "var/canyu.sqlite" → "var/canyu.journal".
std::string journal_file(const std::string& database_file);

}  // namespace canyu::db
