#include "features/moderation/store.hpp"

#include "platform/db/by_ids.hpp"

namespace canyu::moderation::store {
namespace {

const std::string select_cases =
    "select id, kind, object_id, author_id, cause, state, out_of_sight, trusts, blocked_until, reason, "
    "decided_by, opened_at, decided_at from moderation_case ";
const std::string select_lines = "select id, case_id, act, by_person, reason, until, at from moderation_log ";
const std::string select_flags =
    "select case_id, person_id, reason, words, weight, newcomer, outcome, at from moderation_flag ";
const std::string select_appeals =
    "select case_id, words, at, granted, answer, answered_by, answered_at from moderation_appeal ";
const std::string open_of_declined =
    "where answered_at is null and case_id in (select id from moderation_case where state = 'declined') ";

}  // namespace

bool insert(db::Writer& writer, const Case& one) {
    return writer.insert_new("moderation_case", one);
}

void update(db::Writer& writer, const Case& one) {
    writer.execute(
        "update moderation_case set cause = ?, state = ?, out_of_sight = ?, trusts = ?, blocked_until = ?, "
        "reason = ?, decided_by = ?, opened_at = ?, decided_at = ? where id = ?",
        one.cause, one.state, one.out_of_sight, one.trusts, one.blocked_until, one.reason, one.decided_by,
        one.opened_at, one.decided_at, one.id);
}

std::optional<Case> find(db::Reader& reader, Id id) {
    return reader.row<Case>(select_cases + "where id = ?", id);
}

std::optional<Case> find(db::Reader& reader, const std::string& kind, Id object) {
    return reader.row<Case>(select_cases + "where kind = ? and object_id = ?", kind, object);
}

std::vector<Case> find(db::Reader& reader, const std::vector<Id>& ids) {
    return db::rows_by_ids<Case>(reader, select_cases + "where id in ", ids);
}

std::vector<Case> waiting(db::Reader& reader, std::int64_t limit) {
    return reader.rows<Case>(select_cases + "where state = 'waiting' order by opened_at, id limit ?", limit);
}

std::int64_t count_waiting(db::Reader& reader) {
    return reader.value<std::int64_t>("select count(*) from moderation_case where state = 'waiting'");
}

std::vector<Case> decided(db::Reader& reader, std::int64_t limit) {
    return reader.rows<Case>(
        select_cases + "where state in ('approved', 'declined') order by decided_at desc, id desc limit ?",
        limit);
}

std::vector<Case> of_author(db::Reader& reader, Id author, std::int64_t limit) {
    return reader.rows<Case>(select_cases + "where author_id = ? order by opened_at desc, id desc limit ?",
                             author, limit);
}

std::int64_t count_declined(db::Reader& reader, Id author, Time since) {
    return reader.value<std::int64_t>(
        "select count(*) from moderation_case where author_id = ? and state = 'declined' and decided_at > ?",
        author, since);
}

bool is_trusted(db::Reader& reader, Id author) {
    return reader.value<std::int64_t>(
               "select count(*) from moderation_case where author_id = ? and trusts = 1", author) > 0;
}

std::optional<Time> blocked_until(db::Reader& reader, Id author, Time now) {
    return reader.value<std::optional<Time>>(
        "select max(blocked_until) from moderation_case where author_id = ? and blocked_until > ?", author,
        now);
}

void insert(db::Writer& writer, const Line& line) {
    writer.insert("moderation_log", line);
}

std::vector<Line> lines_of(db::Reader& reader, Id review) {
    return reader.rows<Line>(select_lines + "where case_id = ? order by id", review);
}

std::vector<Line> lines(db::Reader& reader, std::int64_t skipped, std::int64_t limit) {
    return reader.rows<Line>(select_lines + "order by id desc limit ? offset ?", limit, skipped);
}

std::int64_t count_lines(db::Reader& reader) {
    return reader.value<std::int64_t>("select count(*) from moderation_log");
}

bool insert(db::Writer& writer, const Flag& flag) {
    return writer.insert_new("moderation_flag", flag);
}

bool remove_open_flag(db::Writer& writer, Id review, Id person) {
    return writer.execute(
               "delete from moderation_flag where case_id = ? and person_id = ? and outcome = 'open'", review,
               person) == 1;
}

std::vector<Flag> flags_of(db::Reader& reader, Id review) {
    return reader.rows<Flag>(select_flags + "where case_id = ? order by at, person_id", review);
}

std::vector<Flag> flags_by(db::Reader& reader, Id person, std::int64_t limit) {
    return reader.rows<Flag>(select_flags + "where person_id = ? order by at desc, case_id desc limit ?",
                             person, limit);
}

void settle_flags(db::Writer& writer, Id review, FlagOutcome from, FlagOutcome to) {
    writer.execute("update moderation_flag set outcome = ? where case_id = ? and outcome = ?", to, review,
                   from);
}

std::int64_t count_flags_by(db::Reader& reader, Id person, FlagOutcome outcome) {
    return reader.value<std::int64_t>(
        "select count(*) from moderation_flag where person_id = ? and outcome = ?", person, outcome);
}

void empty_appeals(db::Writer& writer, Id author) {
    writer.execute(
        "update moderation_appeal set words = '' where case_id in "
        "(select id from moderation_case where author_id = ?)",
        author);
}

bool insert(db::Writer& writer, const Appeal& appeal) {
    return writer.insert_new("moderation_appeal", appeal);
}

void update(db::Writer& writer, const Appeal& appeal) {
    writer.execute(
        "update moderation_appeal set granted = ?, answer = ?, answered_by = ?, answered_at = ? "
        "where case_id = ?",
        appeal.granted, appeal.answer, appeal.answered_by, appeal.answered_at, appeal.case_id);
}

std::optional<Appeal> appeal(db::Reader& reader, Id review) {
    return reader.row<Appeal>(select_appeals + "where case_id = ?", review);
}

std::vector<Appeal> open_appeals(db::Reader& reader, std::int64_t limit) {
    return reader.rows<Appeal>(select_appeals + open_of_declined + "order by at, case_id limit ?", limit);
}

std::int64_t count_open_appeals(db::Reader& reader) {
    return reader.value<std::int64_t>("select count(*) from moderation_appeal " + open_of_declined);
}

}  // namespace canyu::moderation::store
