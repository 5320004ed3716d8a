// The tables of sales.
#pragma once

#include "features/sale/sale.hpp"

namespace canyu::sale::store {

struct Note {
    Id id;
    Id sale_id;
    NoteKind kind = NoteKind::told;
    Time at{};
    Id by_person;
    std::int64_t units = 0;
    std::string words;
};
BOOST_DESCRIBE_STRUCT(Note, (), (id, sale_id, kind, at, by_person, units, words))

std::int64_t next_number(db::Reader& reader);
void insert(db::Writer& writer, const Sale& sale);
// Plan, supply and channels.
void update(db::Writer& writer, const Sale& sale);
void set_public(db::Writer& writer, const Sale& sale);
void set_supply(db::Writer& writer, Id sale, const Supply& supply);
void set_ended(db::Writer& writer, Id sale, Time now);
std::optional<Sale> find(db::Reader& reader, Id sale);
std::optional<Sale> find_number(db::Reader& reader, std::int64_t number);
// Published ones that are not over, the first to open first.
std::vector<Sale> coming(db::Reader& reader, Time now);
std::vector<Sale> past(db::Reader& reader, Time now, std::int64_t limit);
std::vector<Sale> planned(db::Reader& reader);
// Of a product, published, opening after that moment; the first of them.
std::optional<Sale> next(db::Reader& reader, Id product, Time after);

// False when it is so already.
bool insert_reservation(db::Writer& writer, Id sale, Id person, Time now);
bool remove_reservation(db::Writer& writer, Id sale, Id person);
bool has_reserved(db::Reader& reader, Id sale, Id person);
std::int64_t count_reservations(db::Reader& reader, Id sale);
std::vector<Id> reservers(db::Reader& reader, Id sale);

void insert_code(db::Writer& writer, Id sale, Id person, Time now);
std::vector<Id> who_bound_codes(db::Reader& reader, Id sale);

bool has_answered(db::Reader& reader, Id sale, Id person);
std::int64_t count_tries(db::Reader& reader, Id sale, Id person);
// One more; `answered_at` where it was right.
void add_try(db::Writer& writer, Id sale, Id person, std::optional<Time> answered_at);

void insert(db::Writer& writer, const Note& note);
std::vector<Note> notes(db::Reader& reader, Id sale);  // the latest first

// ---- for the clock
std::vector<Sale> to_tell(db::Reader& reader, Time now, Time opens_before);
void set_told(db::Writer& writer, Id sale, Time now);
// Weekly ones that have opened and were not followed yet.
std::vector<Sale> to_follow(db::Reader& reader, Time now);
// Over by their hours, and not closed yet.
std::vector<Sale> to_close(db::Reader& reader, Time now);
// Over, also for whoever still had time to pay, and codes were not looked at.
std::vector<Sale> to_give_back(db::Reader& reader, Time now);
void set_given_back(db::Writer& writer, Id sale, Time now);

}  // namespace canyu::sale::store
