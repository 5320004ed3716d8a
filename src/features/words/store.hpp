// The tables of words.
#pragma once

#include "features/words/words.hpp"

namespace canyu::words::store {

struct Week {
    Id product_id;
    Time counted_at{};
    std::int64_t reports = 0;  // of the seven days before
    std::int64_t praise = 0;
    std::int64_t complaint = 0;
    std::int64_t mixed = 0;
    std::int64_t reports_before = 0;  // of the seven days before these
    std::int64_t praise_before = 0;
    std::int64_t complaint_before = 0;
    std::int64_t mixed_before = 0;
};
BOOST_DESCRIBE_STRUCT(Week, (),
                      (product_id, counted_at, reports, praise, complaint, mixed, reports_before,
                       praise_before, complaint_before, mixed_before))

struct HotRow {
    Id product_id;
    std::int64_t place = 0;
    std::string shown;
    std::int64_t people = 0;
    double usual = 0;
    std::optional<double> growth;
    std::string reports;
};
BOOST_DESCRIBE_STRUCT(HotRow, (), (product_id, place, shown, people, usual, growth, reports))

// In place of what was counted before.
void replace(db::Writer& writer, const Week& week, const std::vector<HotRow>& hot);
std::optional<Week> week(db::Reader& reader, Id product);
std::vector<HotRow> hot(db::Reader& reader, Id product);

void insert(db::Writer& writer, const Synonym& synonym);
void set_evidence(db::Writer& writer, const Synonym& synonym);
void set_state(db::Writer& writer, const Synonym& synonym);
void remove(db::Writer& writer, Id synonym);
std::optional<Synonym> find(db::Reader& reader, Id synonym);
std::optional<Synonym> find(db::Reader& reader, Id product, const std::string& one, const std::string& other);
std::vector<Synonym> all(db::Reader& reader, Id product);
std::vector<Synonym> in_state(db::Reader& reader, Id product, SynonymState state);
std::vector<Synonym> approved(db::Reader& reader);  // of every product

// Ids and words in one column, one a line.
std::string lines_of(const std::vector<Id>& ids);
std::string lines_of(const std::vector<std::string>& words);
std::vector<std::string> words_in(std::string_view lines);
std::vector<Id> ids_in(std::string_view lines);

}  // namespace canyu::words::store
