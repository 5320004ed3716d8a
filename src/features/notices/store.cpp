#include "features/notices/store.hpp"

#include "platform/db/by_ids.hpp"

namespace canyu::notices::store {
namespace {

const std::string select_notices =
    "select id, kind, subject, location, words, reason, told_at from notice where id in ";
const std::string select_copies =
    "select n.id, n.kind, n.subject, n.location, n.words, n.reason, n.told_at, c.times, c.read_at "
    "from notice_copy c join notice n on n.id = c.notice_id where c.person_id = ? ";

}  // namespace

void insert(db::Writer& writer, const NoticeRow& row) {
    writer.insert("notice", row);
}

bool is_told(db::Reader& reader, Kind kind, const std::string& subject, Time at) {
    return reader.value<std::int64_t>(
               "select count(*) from notice where subject = ? and kind = ? and told_at = ?", subject, kind,
               at) > 0;
}

std::vector<Id> muting(db::Reader& reader, const std::string& subject, const std::string& kind,
                       const std::vector<Id>& people) {
    return db::rows_by_ids<Id>(
        reader, "select distinct person_id from notice_mute where subject in (?, ?) and person_id in ",
        people, {}, subject, kind);
}

std::vector<Unread> unread(db::Reader& reader, Kind kind, const std::string& subject,
                           const std::vector<Id>& people) {
    return db::rows_by_ids<Unread>(
        reader,
        "select c.person_id, c.notice_id from notice_copy c join notice n on n.id = c.notice_id where "
        "c.read_at is null and n.kind = ? and n.subject = ? and c.person_id in ",
        people, {}, kind, subject);
}

void add_copy(db::Writer& writer, Id person, Id notice) {
    writer.execute("insert into notice_copy (person_id, notice_id, times) values (?, ?, 1)", person, notice);
}

void replace_copy(db::Writer& writer, const Unread& old, Id notice) {
    writer.execute(
        "update notice_copy set notice_id = ?, times = times + 1 where person_id = ? and notice_id = ?",
        notice, old.person_id, old.notice_id);
}

std::int64_t count_unread(db::Reader& reader, Id person) {
    return reader.value<std::int64_t>(
        "select count(*) from notice_copy where person_id = ? and read_at is null", person);
}

std::int64_t count(db::Reader& reader, Id person) {
    return reader.value<std::int64_t>("select count(*) from notice_copy where person_id = ?", person);
}

std::vector<CopyRow> copies(db::Reader& reader, Id person, std::int64_t skipped, std::int64_t limit) {
    return reader.rows<CopyRow>(select_copies + "order by c.notice_id desc limit ? offset ?", person, limit,
                                skipped);
}

std::vector<CopyRow> unread_since(db::Reader& reader, Id person, Time after, std::int64_t limit) {
    return reader.rows<CopyRow>(
        select_copies + "and c.read_at is null and n.told_at > ? order by c.notice_id desc limit ?", person,
        after, limit);
}

std::optional<CopyRow> copy(db::Reader& reader, Id person, Id notice) {
    return reader.row<CopyRow>(select_copies + "and c.notice_id = ?", person, notice);
}

void set_read(db::Writer& writer, Id person, Id notice, Time now) {
    writer.execute(
        "update notice_copy set read_at = ? where person_id = ? and notice_id = ? and read_at is null", now,
        person, notice);
}

void set_all_read(db::Writer& writer, Id person, Time now) {
    writer.execute("update notice_copy set read_at = ? where person_id = ? and read_at is null", now, person);
}

void forget(db::Writer& writer, Time before) {
    writer.execute("delete from notice_copy where notice_id in (select id from notice where told_at < ?)",
                   before);
    writer.execute("delete from notice where told_at < ?", before);
}

void forget_about(db::Writer& writer, const std::string& subject) {
    writer.execute("delete from notice_copy where notice_id in (select id from notice where subject = ?)",
                   subject);
    writer.execute("delete from notice where subject = ?", subject);
}

std::vector<Id> told_since(db::Reader& reader, Time since) {
    return reader.rows<Id>("select id from notice where told_at > ?", since);
}

std::vector<Told> recipients(db::Reader& reader, const std::vector<Id>& notices) {
    return db::rows_by_ids<Told>(reader, "select person_id, notice_id from notice_copy where notice_id in ",
                                 notices);
}

std::vector<NoticeRow> notices(db::Reader& reader, const std::vector<Id>& ids) {
    return db::rows_by_ids<NoticeRow>(reader, select_notices, ids);
}

std::vector<Count> unread_counts(db::Reader& reader, const std::vector<Id>& people) {
    return db::rows_by_ids<Count>(
        reader, "select person_id, count(*) from notice_copy where read_at is null and person_id in ", people,
        " group by person_id");
}

std::vector<Count> counts_since(db::Reader& reader, Time since, const std::vector<Id>& people) {
    return db::rows_by_ids<Count>(
        reader,
        "select c.person_id, count(*) from notice_copy c join notice n on n.id = c.notice_id where "
        "n.told_at > ? and c.person_id in ",
        people, " group by c.person_id", since);
}

void mute(db::Writer& writer, const Mute& mute) {
    writer.insert_new("notice_mute", mute);
}

void unmute(db::Writer& writer, Id person, const std::string& subject) {
    writer.execute("delete from notice_mute where person_id = ? and subject = ?", person, subject);
}

std::vector<Mute> mutes(db::Reader& reader, Id person) {
    return reader.rows<Mute>(
        "select person_id, subject, notice_id, muted_at from notice_mute where person_id = ? "
        "order by muted_at desc, subject",
        person);
}

std::vector<Count> live_a_day(db::Reader& reader, const std::vector<Id>& people) {
    return db::rows_by_ids<Count>(
        reader, "select person_id, live_a_day from notice_choice where person_id in ", people);
}

void set_live_a_day(db::Writer& writer, Id person, std::int64_t number) {
    writer.execute(
        "insert into notice_choice (person_id, live_a_day) values (?, ?) "
        "on conflict (person_id) do update set live_a_day = excluded.live_a_day",
        person, number);
}

}  // namespace canyu::notices::store
