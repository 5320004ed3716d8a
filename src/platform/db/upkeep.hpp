// What of a database follows from the rest of it: counts that are kept beside what they count, and columns
// that name rows of other tables. canyu doctor asks every slice for its own and looks whether they still
// hold.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "platform/db/db.hpp"

namespace canyu::db {

// A column that keeps what could be counted.
struct CachedCount {
    std::string table;
    std::string column;
    std::string key;              // the column that tells the table's rows apart
    std::string counted;          // SQL: what it should be, as an expression over a row of the table
    std::string among = "1 = 1";  // SQL: the rows it is kept for
};

// A column that names a row of another table; null and 0 name none.
struct Reference {
    std::string table;
    std::string column;
    std::string target;
    std::string target_column = "id";
    bool personal = false;             // see personal()
    std::vector<std::string> words{};  // see said_by()
};
// Rows that mean something to this person alone: they go when the person leaves for good.
Reference personal(std::string table, std::string column = "person_id");
// Rows that stay, with columns in which this person said something: the words go when the person wants it.
Reference said_by(std::string table, std::vector<std::string> words, std::string column = "person_id");

struct Upkeep {
    std::vector<CachedCount> counts;
    std::vector<Reference> references;
};

struct Miscount {
    Id key;
    std::int64_t kept = 0;
    std::int64_t counted = 0;
};
BOOST_DESCRIBE_STRUCT(Miscount, (), (key, kept, counted))

std::vector<Miscount> miscounts(Reader& reader, const CachedCount& count);
// Answers how many rows it put right.
std::int64_t mend(Writer& writer, const CachedCount& count);

// The rows that are named and not there, each once.
std::vector<Id> missing(Reader& reader, const Reference& reference);

// For a person who leaves for good: deletes the rows of a reference that is personal.
void delete_personal(Writer& writer, const Reference& reference, Id person);
// Empties the words of a reference, where it has some.
void empty_words(Writer& writer, const Reference& reference, Id person);

}  // namespace canyu::db
