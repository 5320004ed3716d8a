#include "features/sale/rehearsal_store.hpp"

namespace canyu::sale::store {
namespace {

// A rehearsal as its table has it.
struct RehearsalRow {
    Id id;
    Id sale_id;
    Id allotment_id;
    Id by_person;
    std::int64_t people = 0;
    Arrival arrival = Arrival::rush;
    std::int64_t seconds = 0;
    std::int64_t units = 0;
    RehearsalState state = RehearsalState::running;
    Time started_at{};
    Time alive_at{};
    std::optional<Time> ended_at;
    std::int64_t taps = 0;
    std::int64_t granted = 0;
    std::int64_t paid = 0;
    std::int64_t took = 0;
    std::optional<std::int64_t> sold_out_after;
    std::int64_t p50 = 0;
    std::int64_t p99 = 0;
    std::int64_t units_left = 0;
    std::int64_t units_held = 0;
    std::int64_t units_sold = 0;
    bool exact = false;
    std::int64_t journal_claims = 0;
    std::int64_t journal_payments = 0;
};
BOOST_DESCRIBE_STRUCT(RehearsalRow, (),
                      (id, sale_id, allotment_id, by_person, people, arrival, seconds, units, state,
                       started_at, alive_at, ended_at, taps, granted, paid, took, sold_out_after, p50, p99,
                       units_left, units_held, units_sold, exact, journal_claims, journal_payments))

const std::string select_rehearsals =
    "select id, sale_id, allotment_id, by_person, people, arrival, seconds, units, state, started_at, "
    "alive_at, ended_at, taps, granted, paid, took, sold_out_after, p50, p99, units_left, units_held, "
    "units_sold, exact, journal_claims, journal_payments from sale_rehearsal ";

Rehearsal rehearsal_of(const RehearsalRow& row) {
    return {row.id,
            row.sale_id,
            row.allotment_id,
            row.by_person,
            {row.people, row.arrival, row.seconds},
            row.units,
            row.state,
            row.started_at,
            row.alive_at,
            row.ended_at,
            {row.taps, row.granted, row.paid, row.took, row.sold_out_after, row.p50, row.p99, row.units_left,
             row.units_held, row.units_sold, row.exact},
            row.journal_claims,
            row.journal_payments};
}

template <class... Arguments>
std::vector<Rehearsal> all(db::Reader& reader, const std::string& sql, const Arguments&... arguments) {
    std::vector<Rehearsal> found;
    for (const RehearsalRow& row : reader.rows<RehearsalRow>(select_rehearsals + sql, arguments...))
        found.push_back(rehearsal_of(row));
    return found;
}

template <class... Arguments>
std::optional<Rehearsal> one(db::Reader& reader, const std::string& sql, const Arguments&... arguments) {
    const auto row = reader.row<RehearsalRow>(select_rehearsals + sql, arguments...);
    return row ? std::optional(rehearsal_of(*row)) : std::nullopt;
}

}  // namespace

void insert(db::Writer& writer, const Rehearsal& rehearsal) {
    RehearsalRow row;
    row.id = rehearsal.id;
    row.sale_id = rehearsal.sale_id;
    row.allotment_id = rehearsal.allotment_id;
    row.by_person = rehearsal.by_person;
    row.people = rehearsal.load.people;
    row.arrival = rehearsal.load.arrival;
    row.seconds = rehearsal.load.seconds;
    row.units = rehearsal.units;
    row.started_at = rehearsal.started_at;
    row.alive_at = rehearsal.alive_at;
    writer.insert("sale_rehearsal", row);
}

std::optional<Rehearsal> find_rehearsal(db::Reader& reader, Id rehearsal) {
    return one(reader, "where id = ?", rehearsal);
}

std::optional<Rehearsal> last_rehearsal(db::Reader& reader, Id sale) {
    return one(reader, "where sale_id = ? order by id desc limit 1", sale);
}

std::vector<Refusals> refusals(db::Reader& reader, Id rehearsal) {
    return reader.rows<Refusals>(
        "select outcome, times from sale_rehearsal_refusal where rehearsal_id = ? "
        "order by times desc, outcome",
        rehearsal);
}

std::vector<Rehearsal> running_rehearsals(db::Reader& reader) {
    return all(reader, "where closed_at is null and state = 'running' order by id");
}

std::vector<Rehearsal> unclosed_rehearsals(db::Reader& reader) {
    return all(reader, "where closed_at is null and state <> 'running' order by id");
}

void keep_course(db::Writer& writer, Id rehearsal, const Course& course, Time now) {
    writer.execute(
        "update sale_rehearsal set alive_at = ?, taps = ?, granted = ?, paid = ?, took = ?, "
        "sold_out_after = ?, p50 = ?, p99 = ?, units_left = ?, units_held = ?, units_sold = ? where id = ?",
        now, course.taps, course.granted, course.paid, course.took, course.sold_out_after, course.p50,
        course.p99, course.units_left, course.units_held, course.units_sold, rehearsal);
}

void keep_refusals(db::Writer& writer, Id rehearsal, const std::vector<Refusals>& refusals) {
    for (const Refusals& one : refusals)
        writer.execute("insert into sale_rehearsal_refusal (rehearsal_id, outcome, times) values (?, ?, ?)",
                       rehearsal, one.outcome, one.times);
}

void end_rehearsal(db::Writer& writer, Id rehearsal, RehearsalState state, Time now) {
    writer.execute("update sale_rehearsal set state = ?, ended_at = ? where id = ? and state = 'running'",
                   state, now, rehearsal);
}

void set_exact(db::Writer& writer, Id rehearsal, bool exact) {
    writer.execute("update sale_rehearsal set exact = ? where id = ?", exact, rehearsal);
}

void set_shadow_closed(db::Writer& writer, Id rehearsal, Time now) {
    writer.execute("update sale_rehearsal set closed_at = ? where id = ?", now, rehearsal);
}

void count_decisions(db::Writer& writer, Id rehearsal, std::int64_t claims, std::int64_t payments) {
    writer.execute(
        "update sale_rehearsal set journal_claims = journal_claims + ?, "
        "journal_payments = journal_payments + ? where id = ?",
        claims, payments, rehearsal);
}

bool is_any_open(db::Reader& reader, Time from, Time to) {
    return reader.value<std::int64_t>(
               "select count(*) from sale where published_at is not null and ended_at is null and "
               "opens_at <= ? and closes_at > ?",
               to, from) > 0;
}

}  // namespace canyu::sale::store
