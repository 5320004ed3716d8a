#include "features/report/store.hpp"

#include <fmt/core.h>

#include <algorithm>

#include "platform/db/by_ids.hpp"

namespace canyu::report::store {
namespace {

constexpr std::string_view columns =
    "id, product_id, person_id, kind, title, text, fields, source, source_id, lang, said_at, state, "
    "demand_id, home_id, state_reason, placed_by, placed_at, revision, visibility, hidden_reason";

std::string select_where(std::string_view condition) {
    return fmt::format("select {} from report where {}", columns, condition);
}

}  // namespace

bool insert(db::Writer& writer, const Report& report) {
    return writer.insert_new("report", report);
}

std::optional<Report> find(db::Reader& reader, Id id) {
    return reader.row<Report>(select_where("id = ?"), id);
}

std::optional<Report> find(db::Reader& reader, const std::string& source, const std::string& source_id) {
    if (source_id.empty()) return std::nullopt;
    return reader.row<Report>(select_where("source = ? and source_id = ? and source_id <> ''"), source,
                              source_id);
}

std::vector<Report> find(db::Reader& reader, const std::vector<Id>& ids) {
    return db::rows_by_ids<Report>(reader, select_where("id in "), ids);
}

std::vector<Report> waiting(db::Reader& reader, Id product, std::int64_t offset, std::int64_t limit) {
    if (!product) {
        return reader.rows<Report>(select_where("state = ? order by said_at, id limit ? offset ?"),
                                   ReportState::waiting, limit, offset);
    }
    return reader.rows<Report>(
        select_where("product_id = ? and state = ? order by said_at, id limit ? offset ?"), product,
        ReportState::waiting, limit, offset);
}

std::int64_t count_waiting(db::Reader& reader, Id product) {
    if (!product) {
        return reader.value<std::int64_t>("select count(*) from report where state = ?",
                                          ReportState::waiting);
    }
    return reader.value<std::int64_t>("select count(*) from report where product_id = ? and state = ?",
                                      product, ReportState::waiting);
}

std::vector<Report> waiting_after(db::Reader& reader, Id product, Id after, Time until, std::int64_t limit) {
    return reader.rows<Report>(
        select_where("product_id = ? and state = ? and id > ? and said_at <= ? and visibility = ? "
                     "order by id limit ?"),
        product, ReportState::waiting, after, until, moderation::Visibility::shown, limit);
}

std::vector<Report> of_demand(db::Reader& reader, Id demand, std::int64_t offset, std::int64_t limit) {
    return reader.rows<Report>(select_where("demand_id = ? order by said_at desc, id desc limit ? offset ?"),
                               demand, limit, offset);
}

std::vector<Report> of_person(db::Reader& reader, Id person, std::int64_t offset, std::int64_t limit) {
    return reader.rows<Report>(select_where("person_id = ? order by said_at desc, id desc limit ? offset ?"),
                               person, limit, offset);
}

std::int64_t count_of_person(db::Reader& reader, Id person) {
    return reader.value<std::int64_t>("select count(*) from report where person_id = ?", person);
}

std::optional<Report> first_of(db::Reader& reader, Id demand, Id person) {
    return reader.row<Report>(select_where("demand_id = ? and person_id = ? order by said_at, id limit 1"),
                              demand, person);
}

void set_weight(db::Writer& writer, const Report& report, const Weight& weight) {
    writer.execute("update report set severity = ?, copied = ?, copied_from_id = ? where id = ?",
                   weight.severity, weight.copied, weight.copied_from, report.id);
    for (const Id source : weight.copy_of)
        writer.execute("insert into report_copy (report_id, source_id, person_id) values (?, ?, ?)",
                       report.id, source, report.person_id);
}

std::vector<Spoken> spoken_for(db::Reader& reader, Id demand) {
    return reader.rows<Spoken>(
        "select id, person_id, said_at, copied, copied_from_id, "
        "(select count(distinct person_id) from report_copy where source_id = report.id), severity "
        "from report where demand_id = ? order by said_at, id",
        demand);
}

std::vector<FirstSaid> first_said_by(db::Reader& reader, const std::vector<Id>& people) {
    return db::rows_by_ids<FirstSaid>(reader,
                                      "select person_id, min(said_at) from report where person_id in ",
                                      people, "group by person_id");
}

std::vector<Said> said_by(db::Reader& reader, const std::vector<Id>& people, Id product) {
    return db::rows_by_ids<Said>(reader,
                                 "select demand_id, person_id, said_at, severity from report where "
                                 "product_id = ? and demand_id is not null "
                                 "and person_id in ",
                                 people, "", product);
}

std::vector<Said> said_for(db::Reader& reader, Id demand) {
    return reader.rows<Said>(
        "select demand_id, person_id, said_at, severity from report where demand_id = ? order by said_at, "
        "person_id",
        demand);
}

std::vector<Said> said_in(db::Reader& reader, Id product) {
    return reader.rows<Said>(
        "select demand_id, person_id, said_at, severity from report where product_id = ? and demand_id is "
        "not null",
        product);
}

std::vector<Voice> voices_for(db::Reader& reader, const std::vector<Id>& demands, Time since) {
    std::vector<Voice> voices = db::rows_by_ids<Voice>(
        reader, "select id, demand_id, person_id, said_at from report where said_at >= ? and demand_id in ",
        demands, "", since);
    std::ranges::sort(voices, {}, [](const Voice& voice) { return std::pair(voice.at, voice.report); });
    return voices;
}

std::vector<Voice> voices_in(db::Reader& reader, Id product, Time since) {
    return reader.rows<Voice>(
        "select id, demand_id, person_id, said_at from report where product_id = ? and said_at >= ? "
        "and state <> 'no_demand' order by said_at, id",
        product, since);
}

std::int64_t count_of_demand(db::Reader& reader, Id demand) {
    return reader.value<std::int64_t>("select count(*) from report where demand_id = ?", demand);
}

std::vector<Revised> revisions(db::Reader& reader, Id product) {
    return reader.rows<Revised>(
        "select id, revision, case when visibility <> 'shown' or (title = '' and text = '' and fields = "
        "'{}') "
        "then 1 else 0 end from report where product_id = ? order by id",
        product);
}

std::vector<Id> said_since(db::Reader& reader, Id product, Time since) {
    // Every state is named, so that an index leads to the few that were said lately.
    return reader.rows<Id>(
        "select id from report where state in (?, ?, ?) and product_id = ? and said_at >= ? order by id",
        ReportState::waiting, ReportState::placed, ReportState::no_demand, product, since);
}

std::vector<Report> all_after(db::Reader& reader, Id after, std::int64_t limit) {
    return reader.rows<Report>(select_where("id > ? order by id limit ?"), after, limit);
}

Moved update(db::Writer& writer, Id report, const Belonging& belonging) {
    return {report, writer.value<std::int64_t>(
                        "update report set state = ?, demand_id = ?, home_id = ?, state_reason = ?, "
                        "placed_by = ?, placed_at = ?, revision = revision + 1 where id = ? "
                        "returning revision",
                        belonging.state, belonging.demand_id, belonging.home_id, belonging.state_reason,
                        belonging.placed_by, belonging.placed_at, report)};
}

std::vector<Moved> lend(db::Writer& writer, Id from, Id into) {
    return writer.rows<Moved>(
        "update report set demand_id = ?, revision = revision + 1 where demand_id = ? "
        "returning id, revision",
        into, from);
}

std::vector<Moved> call_back(db::Writer& writer, Id home, Id demand) {
    return writer.rows<Moved>(
        "update report set demand_id = ?, revision = revision + 1 where home_id = ? "
        "returning id, revision",
        demand, home);
}

void set_visibility(db::Writer& writer, Id report, moderation::Visibility visibility,
                    const std::string& hidden_reason) {
    writer.execute(
        "update report set visibility = ?, hidden_reason = ?, revision = revision + 1 where id = ?",
        visibility, hidden_reason, report);
}

void take_words(db::Writer& writer, Id person) {
    writer.execute(
        "update report set title = '', text = '', fields = '{}', revision = revision + 1 where person_id = ?",
        person);
}

void replace_kept(db::Writer& writer, const KeptRow& row) {
    delete_kept(writer, row.token_hash);
    writer.insert("kept_words", row);
}

std::optional<KeptWords> kept(db::Reader& reader, const std::string& token_hash) {
    return reader.row<KeptWords>(
        "select product_id, demand_id, kind, title, text, fields from kept_words where token_hash = ?",
        token_hash);
}

void delete_kept(db::Writer& writer, const std::string& token_hash) {
    writer.execute("delete from kept_words where token_hash = ?", token_hash);
}

void delete_kept_before(db::Writer& writer, Time before) {
    writer.execute("delete from kept_words where kept_at < ?", before);
}

}  // namespace canyu::report::store
