// Who wants something of a sale: reservations, codes bound to it, and answers to its question.
#include "features/sale/store.hpp"

namespace canyu::sale::store {
namespace {

struct ReservationRow {
    Id sale_id;
    Id person_id;
    Time reserved_at{};
};
BOOST_DESCRIBE_STRUCT(ReservationRow, (), (sale_id, person_id, reserved_at))

}  // namespace

bool insert_reservation(db::Writer& writer, Id sale, Id person, Time now) {
    return writer.insert_new("sale_reservation", ReservationRow{sale, person, now});
}

bool remove_reservation(db::Writer& writer, Id sale, Id person) {
    return writer.execute("delete from sale_reservation where sale_id = ? and person_id = ?", sale, person) ==
           1;
}

bool has_reserved(db::Reader& reader, Id sale, Id person) {
    return reader.value<std::int64_t>(
               "select count(*) from sale_reservation where sale_id = ? and person_id = ?", sale, person) ==
           1;
}

std::int64_t count_reservations(db::Reader& reader, Id sale) {
    return reader.value<std::int64_t>("select count(*) from sale_reservation where sale_id = ?", sale);
}

std::vector<Id> reservers(db::Reader& reader, Id sale) {
    return reader.rows<Id>("select person_id from sale_reservation where sale_id = ? order by person_id",
                           sale);
}

void insert_code(db::Writer& writer, Id sale, Id person, Time now) {
    writer.execute(
        "insert into sale_code (sale_id, person_id, bound_at) values (?, ?, ?) on conflict do nothing", sale,
        person, now);
}

std::vector<Id> who_bound_codes(db::Reader& reader, Id sale) {
    return reader.rows<Id>("select person_id from sale_code where sale_id = ? order by person_id", sale);
}

bool has_answered(db::Reader& reader, Id sale, Id person) {
    return reader.value<std::int64_t>(
               "select count(*) from sale_answer where sale_id = ? and person_id = ? and answered_at is not "
               "null",
               sale, person) == 1;
}

std::int64_t count_tries(db::Reader& reader, Id sale, Id person) {
    return reader
        .row<std::int64_t>("select tries from sale_answer where sale_id = ? and person_id = ?", sale, person)
        .value_or(0);
}

void add_try(db::Writer& writer, Id sale, Id person, std::optional<Time> answered_at) {
    writer.execute(
        "insert into sale_answer (sale_id, person_id, tries, answered_at) values (?, ?, 1, ?) "
        "on conflict (sale_id, person_id) do update set tries = sale_answer.tries + 1, "
        "answered_at = excluded.answered_at",
        sale, person, answered_at);
}

}  // namespace canyu::sale::store
