// The tables of notices.
#pragma once

#include "features/notices/notices.hpp"

namespace canyu::notices::store {

struct NoticeRow {
    Id id;
    Kind kind = Kind::news;
    std::string subject;
    std::string location;
    std::string words;
    std::string reason;
    Time told_at{};
};
BOOST_DESCRIBE_STRUCT(NoticeRow, (), (id, kind, subject, location, words, reason, told_at))

// A notice with what it is to one person.
struct CopyRow {
    Id id;
    Kind kind = Kind::news;
    std::string subject;
    std::string location;
    std::string words;
    std::string reason;
    Time told_at{};
    std::int64_t times = 1;
    std::optional<Time> read_at;
};
BOOST_DESCRIBE_STRUCT(CopyRow, (), (id, kind, subject, location, words, reason, told_at, times, read_at))

void insert(db::Writer& writer, const NoticeRow& row);
bool is_told(db::Reader& reader, Kind kind, const std::string& subject, Time at);
// Whoever of these people muted one of the two.
std::vector<Id> muting(db::Reader& reader, const std::string& subject, const std::string& kind,
                       const std::vector<Id>& people);
// Whoever of these people has an unread copy of that kind and subject, and which.
struct Unread {
    Id person_id;
    Id notice_id;
};
BOOST_DESCRIBE_STRUCT(Unread, (), (person_id, notice_id))
std::vector<Unread> unread(db::Reader& reader, Kind kind, const std::string& subject,
                           const std::vector<Id>& people);
void add_copy(db::Writer& writer, Id person, Id notice);
// The old copy becomes one of the new notice, and counts on.
void replace_copy(db::Writer& writer, const Unread& old, Id notice);

std::int64_t count_unread(db::Reader& reader, Id person);
std::int64_t count(db::Reader& reader, Id person);
// The latest first.
std::vector<CopyRow> copies(db::Reader& reader, Id person, std::int64_t skipped, std::int64_t limit);
std::vector<CopyRow> unread_since(db::Reader& reader, Id person, Time after, std::int64_t limit);
std::optional<CopyRow> copy(db::Reader& reader, Id person, Id notice);
void set_read(db::Writer& writer, Id person, Id notice, Time now);
void set_all_read(db::Writer& writer, Id person, Time now);
void forget(db::Writer& writer, Time before);
void forget_about(db::Writer& writer, const std::string& subject);

std::vector<Id> told_since(db::Reader& reader, Time since);
// Whoever has a copy of one of these.
struct Told {
    Id person_id;
    Id notice_id;
};
BOOST_DESCRIBE_STRUCT(Told, (), (person_id, notice_id))
std::vector<Told> recipients(db::Reader& reader, const std::vector<Id>& notices);
std::vector<NoticeRow> notices(db::Reader& reader, const std::vector<Id>& ids);
struct Count {
    Id person_id;
    std::int64_t number = 0;
};
BOOST_DESCRIBE_STRUCT(Count, (), (person_id, number))
std::vector<Count> unread_counts(db::Reader& reader, const std::vector<Id>& people);
std::vector<Count> counts_since(db::Reader& reader, Time since, const std::vector<Id>& people);

struct Mute {
    Id person_id;
    std::string subject;
    Id notice_id;
    Time muted_at{};
};
BOOST_DESCRIBE_STRUCT(Mute, (), (person_id, subject, notice_id, muted_at))
void mute(db::Writer& writer, const Mute& mute);
void unmute(db::Writer& writer, Id person, const std::string& subject);
// The latest first.
std::vector<Mute> mutes(db::Reader& reader, Id person);

std::vector<Count> live_a_day(db::Reader& reader, const std::vector<Id>& people);
void set_live_a_day(db::Writer& writer, Id person, std::int64_t number);

}  // namespace canyu::notices::store
